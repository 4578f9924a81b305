-- A part has the measure, currency or unit of its total, stands in the same document and is not
-- larger without a doubt that says so. Without it a total of yuan could swallow dollars, or
-- households a village. Look at int_fact__part, and at int_fact__doubt for a misprint.
with funds as (
    select * from {{ ref('int_kept__funds') }}
),

lifted as (
    select * from {{ ref('int_kept__people_lifted') }}
),

training as (
    select * from {{ ref('int_kept__training') }}
),

stated_part as (
    select * from {{ ref('int_fact__part') }}
),

pair as (
    select
        part.funds_key as fact_key,
        part.source_file,
        part.source_line,
        part.document_key,
        part.currency as part_unit,
        part.amount as part_value,
        total.document_key as total_document_key,
        total.currency as total_unit,
        total.total_amount as total_value
    from funds as part
    inner join funds as total on part.parent_funds_key = total.funds_key
    inner join stated_part on part.funds_key = stated_part.mention_key
    -- "9 million yuan, including 200,000 US dollars": only words can say so.
    where part.currency = total.currency or stated_part.part_source != 'stated'

    union all

    select
        part.lifted_key as fact_key,
        part.source_file,
        part.source_line,
        part.document_key,
        part.unit as part_unit,
        part.lifted_count as part_value,
        total.document_key as total_document_key,
        total.unit as total_unit,
        total.lifted_count as total_value
    from lifted as part
    inner join lifted as total on part.parent_lifted_key = total.lifted_key

    union all

    select
        part.training_key as fact_key,
        part.source_file,
        part.source_line,
        part.document_key,
        'session' as part_unit,
        part.sessions_count as part_value,
        total.document_key as total_document_key,
        case when total.sessions_count is not null then 'session' end as total_unit,
        total.sessions_count as total_value
    from training as part
    inner join training as total on part.sessions_parent_key = total.training_key

    union all

    select
        part.training_key as fact_key,
        part.source_file,
        part.source_line,
        part.document_key,
        part.participants_unit as part_unit,
        part.participants_count as part_value,
        total.document_key as total_document_key,
        total.participants_unit as total_unit,
        total.participants_count as total_value
    from training as part
    inner join training as total on part.participants_parent_key = total.training_key
),

-- A misprint can make a part larger than its total; then a doubt says so.
doubted as (
    select distinct fact_key
    from {{ ref('data_quality_issue') }}
    where issue_type = 'component larger than its total'
),

final as (
    select pair.*
    from pair
    left join doubted
        on pair.fact_key = doubted.fact_key
    where
        pair.part_unit is distinct from pair.total_unit
        or pair.document_key is distinct from pair.total_document_key
        or (pair.part_value <= pair.total_value or doubted.fact_key is not null) is not true
)

select * from final
