-- The counties of annotated numbers, with the division codes that the annotators gave for the name.
with gold as (
    select * from {{ ref('int_evaluation__gold') }}
),

gold_place as (
    select * from {{ ref('gold_place') }}
),

gold_county_code as (
    select * from {{ ref('gold_county_code') }}
),

county as (
    select
        gold_place.annotation_number,
        gold_place.place_number,
        gold_place.place_name as county_name,
        {{ county_letters('gold_place.place_name') }} as name_letters
    from gold_place
    inner join gold on gold_place.annotation_number = gold.annotation_number
    where gold_place.place_type = 'county'
),

-- Homonyms of one province have several codes.
county_code as (
    select distinct
        {{ county_letters('name_in_text') }} as name_letters,
        coalesce(province_name, '') as province_name,
        gb_code
    from gold_county_code
),

-- A name is looked up in the provinces of the same number first, in their order, then without one.
searched_province as (
    select
        annotation_number,
        place_number as search_order,
        place_name as province_name
    from gold_place
    where place_type = 'province'

    union all

    select
        annotation_number,
        1000 as search_order,
        '' as province_name
    from gold
),

coded as (
    select
        county.annotation_number,
        county.place_number,
        county_code.gb_code
    from county
    inner join searched_province
        on county.annotation_number = searched_province.annotation_number
    inner join county_code
        on
            county.name_letters = county_code.name_letters
            and searched_province.province_name = county_code.province_name
    qualify rank() over (
        partition by county.annotation_number, county.place_number
        order by searched_province.search_order
    ) = 1
),

final as (
    select
        county.annotation_number,
        county.place_number,
        county.county_name,
        county.name_letters,
        coded.gb_code
    from county
    left join coded
        on
            county.annotation_number = coded.annotation_number
            and county.place_number = coded.place_number
)

select * from final
