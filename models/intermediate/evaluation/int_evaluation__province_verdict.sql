-- Does a fact name the provinces of the annotation, all of them and no other?
with matched_pair as (
    select * from {{ ref('int_evaluation__matched_pair') }}
),

found_fact as (
    select * from {{ ref('int_evaluation__found_fact') }}
),

gold_place as (
    select * from {{ ref('gold_place') }}
),

fact_province as (
    select * from {{ ref('bridge_fact_province') }}
),

province as (
    select * from {{ ref('dim_province') }}
),

gold_province as (
    select distinct
        annotation_number,
        place_name as province_name
    from gold_place
    where place_type = 'province'
),

found_province as (
    select distinct
        found_fact.found_key,
        province.province_name
    from found_fact
    inner join fact_province
        on
            found_fact.fact_table = fact_province.fact_table
            and found_fact.fact_key = fact_province.fact_key
    inner join province on fact_province.province_key = province.province_key
),

expected as (
    select
        annotation_number,
        {{ comma_list('province_name') }} as province_names
    from gold_province
    group by annotation_number
),

found as (
    select
        found_key,
        {{ comma_list('province_name') }} as province_names
    from found_province
    group by found_key
),

final as (
    select
        matched_pair.annotation_number,
        'provinces' as attribute_name,
        -- Lists in alphabetical order: the same provinces make the same text.
        (expected.province_names is not distinct from found.province_names) as is_right,
        expected.province_names as expected,
        found.province_names as found
    from matched_pair
    left join expected on matched_pair.annotation_number = expected.annotation_number
    left join found on matched_pair.found_key = found.found_key
)

select * from final
