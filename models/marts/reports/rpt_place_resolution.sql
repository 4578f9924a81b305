with mention as (
    select * from {{ ref('int_kept__place_name') }}
),

final as (
    select
        place_level,
        resolution,
        count(*) as mention_count,
        count(distinct coalesce(place_id, county_key, name_letters)) as place_count
    from mention
    group by place_level, resolution
)

select * from final
