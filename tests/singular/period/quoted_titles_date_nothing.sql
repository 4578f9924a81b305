-- A chosen period expression that begins inside quotation marks. Without it the years in the name
-- of a document (“Outline (2011-2020)”) would become the period of a fact. Look at is_quoted in
-- int_period__relation.
with period_mention as (
    select * from {{ ref('int_period__mention') }}
),

number_period as (
    select * from {{ ref('int_period__number_period') }}
),

ledger as (
    select * from {{ ref('number_ledger') }}
),

final as (
    select
        number_period.mention_key,
        ledger.source_file,
        ledger.source_line,
        ledger.mention_text,
        period_mention.mention_text as period_text
    from number_period
    inner join period_mention
        on number_period.period_mention_key = period_mention.period_mention_key
    left join ledger on number_period.mention_key = ledger.mention_key
    where period_mention.is_quoted and number_period.rule_id != 'period_date_holds_number'
)

select * from final
