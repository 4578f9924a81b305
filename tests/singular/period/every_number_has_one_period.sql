-- A number mention without exactly one period. Without it a fact could drop out of every chart
-- over years, or count twice. Look at int_period__number_period.
with ledger as (
    select * from {{ of_batch(ref('number_ledger')) }}
),

number_period as (
    select * from {{ ref('int_period__number_period') }}
),

final as (
    select
        ledger.mention_key,
        ledger.source_file,
        ledger.source_line,
        ledger.mention_text,
        count(number_period.mention_key) as period_count
    from ledger
    left join number_period on ledger.mention_key = number_period.mention_key
    group by
        ledger.mention_key, ledger.source_file, ledger.source_line, ledger.mention_text
    having count(number_period.mention_key) != 1
)

select * from final
