-- Every attribute of every annotated number that was found: right or wrong.
with matched_pair as (
    select * from {{ ref('int_evaluation__matched_pair') }}
),

gold as (
    select * from {{ ref('int_evaluation__gold') }}
),

verdict as (
    select * from {{ ref('int_evaluation__value_verdict') }}
    union all
    select * from {{ ref('int_evaluation__county_verdict') }}
    union all
    select * from {{ ref('int_evaluation__province_verdict') }}
    union all
    select * from {{ ref('int_evaluation__part_verdict') }}
    union all
    select * from {{ ref('int_evaluation__statement_verdict') }}
),

final as (
    select
        verdict.annotation_number,
        matched_pair.found_key,
        gold.measure,
        verdict.attribute_name,
        verdict.is_right,
        verdict.expected,
        verdict.found
    from verdict
    inner join matched_pair on verdict.annotation_number = matched_pair.annotation_number
    inner join gold on verdict.annotation_number = gold.annotation_number
)

select * from final
