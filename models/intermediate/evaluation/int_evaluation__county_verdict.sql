-- Does a fact name the counties of the annotation, all of them and no other?
with matched_pair as (
    select * from {{ ref('int_evaluation__matched_pair') }}
),

gold_county as (
    select * from {{ ref('int_evaluation__gold_county') }}
),

found_county as (
    select * from {{ ref('int_evaluation__found_county') }}
),

-- The same county: by code where both sides have one, or by name.
same_county as (
    select
        matched_pair.annotation_number,
        gold_county.place_number,
        found_county.county_key
    from matched_pair
    inner join gold_county on matched_pair.annotation_number = gold_county.annotation_number
    inner join found_county on matched_pair.found_key = found_county.found_key
    where
        gold_county.gb_code = found_county.gb_code
        or (gold_county.name_letters = found_county.name_letters and gold_county.name_letters != '')
),

expected as (
    select
        annotation_number,
        count(*) as county_count,
        {{ comma_list('county_name') }} as county_names
    from (
        select distinct
            annotation_number,
            place_number,
            county_name
        from gold_county
    ) as named
    group by annotation_number
),

found as (
    select
        found_key,
        count(*) as county_count,
        {{ comma_list('county_name') }} as county_names
    from found_county
    group by found_key
),

agreeing as (
    select
        annotation_number,
        count(distinct place_number) as expected_count,
        count(distinct county_key) as found_count
    from same_county
    group by annotation_number
),

final as (
    select
        matched_pair.annotation_number,
        'counties' as attribute_name,
        coalesce(expected.county_count, 0) = coalesce(agreeing.expected_count, 0)
        and coalesce(found.county_count, 0) = coalesce(agreeing.found_count, 0)
        and coalesce(expected.county_count, 0) = coalesce(found.county_count, 0) as is_right,
        expected.county_names as expected,
        found.county_names as found
    from matched_pair
    left join expected on matched_pair.annotation_number = expected.annotation_number
    left join found on matched_pair.found_key = found.found_key
    left join agreeing on matched_pair.annotation_number = agreeing.annotation_number
)

select * from final
