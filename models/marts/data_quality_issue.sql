with doubt as (
    select * from {{ ref('int_fact__doubt') }}
),

final as (
    select
        {{ row_key(['fact_table', 'fact_key', 'issue_type', 'detail']) }} as issue_key,
        fact_table,
        fact_key,
        mention_key,
        issue_type,
        severity,
        detail,
        treatment
    from doubt
)

select * from final
