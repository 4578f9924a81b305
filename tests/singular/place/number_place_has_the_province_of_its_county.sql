-- A number whose county lies in another province than stated beside it would be summed in both.
with number_place as (
    select * from {{ ref('int_place__number_place') }}
),

county as (
    select * from {{ ref('dim_county') }}
    where is_resolved
),

final as (
    select
        number_place.mention_key,
        number_place.county_key,
        number_place.province_key
    from number_place
    inner join county on number_place.county_key = county.county_key
    where number_place.province_key is distinct from county.province_key
)

select * from final
