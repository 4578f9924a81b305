-- Every doubt is about a fact that is there. Without it a warning would hang in the air and the
-- fact that it was meant for would look sound.
with doubt as (
    select * from {{ ref('data_quality_issue') }}
),

fact as (
    select
        fact_table,
        fact_key,
        min(source_file) as source_file,
        min(source_line) as source_line
    from {{ ref('number_ledger') }}
    where fact_table is not null
    group by fact_table, fact_key
),

final as (
    select
        doubt.fact_table,
        doubt.fact_key,
        fact.source_file,
        fact.source_line,
        doubt.issue_type,
        doubt.detail
    from doubt
    left join fact
        on
            doubt.fact_table = fact.fact_table
            and doubt.fact_key = fact.fact_key
    where fact.fact_key is null
)

select * from final
