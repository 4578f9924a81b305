-- A number whose period ends before it starts, or has neither end though its document has a year
-- and nothing else is stated. Without it the fact would vanish from every filter on years. Look at
-- int_period__number_period and the rule named.
with number_period as (
    select * from {{ ref('int_period__number_period') }}
),

ledger as (
    select * from {{ ref('number_ledger') }}
),

document as (
    select * from {{ ref('int_text__document') }}
),

final as (
    select
        number_period.mention_key,
        ledger.source_file,
        ledger.source_line,
        ledger.mention_text,
        number_period.period_start_year,
        number_period.period_end_year,
        number_period.rule_id
    from number_period
    left join ledger on number_period.mention_key = ledger.mention_key
    left join document on ledger.document_key = document.document_key
    where
        number_period.period_start_year > number_period.period_end_year
        or (
            number_period.period_start_year is null
            and number_period.period_end_year is null
            and number_period.misstatement is null
            and document.reference_year is not null
        )
)

select * from final
