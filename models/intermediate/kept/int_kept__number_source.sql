-- How many numbers of each document take their place from where.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
),

number_place as (
    select
        mention_key,
        min(place_source) as place_source,
        count(county_key) > 0 as has_county
    from {{ ref('int_place__number_place') }}
    group by mention_key
),

final as (
    select
        number_mention.document_key,
        coalesce(number_place.place_source, 'none') as place_source,
        coalesce(number_place.has_county, false) as has_county,
        cast(count(*) as integer) as number_count
    from number_mention
    left join number_place on number_mention.mention_key = number_place.mention_key
    group by
        number_mention.document_key,
        coalesce(number_place.place_source, 'none'),
        coalesce(number_place.has_county, false)
)

select * from final
