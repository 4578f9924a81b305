with doubt as (
    select * from {{ ref('int_fact__doubt') }}
),

mention as (
    select * from {{ ref('int_number__mention') }}
),

final as (
    select
        {{ row_key([
            'doubt.fact_table', 'doubt.fact_key', 'doubt.issue_type', 'doubt.detail'
        ]) }} as issue_key,
        mention.document_key,
        doubt.fact_table,
        doubt.fact_key,
        doubt.mention_key,
        doubt.issue_type,
        doubt.severity,
        doubt.detail,
        doubt.treatment
    from doubt
    inner join mention on doubt.mention_key = mention.mention_key
)

select * from final
