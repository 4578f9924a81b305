-- A fact's county and province are those of the bridge: one row there where the fact names one,
-- two or more where it says "several", none where it says "none"; and no bridge row is without its
-- fact. Without it a sum by county would lose facts or count them again. Look at the bridge and at
-- int_fact__context.
with fact as (
    {{ every_fact([
        'source_file', 'source_line', 'county_key', 'province_key'
    ]) }}
),

fact_place as (
    select
        fact_table,
        fact_key,
        source_file,
        source_line,
        'county' as place_type,
        county_key as place_key
    from fact

    union all

    select
        fact_table,
        fact_key,
        source_file,
        source_line,
        'province' as place_type,
        province_key as place_key
    from fact
),

bridge as (
    select
        fact_table,
        fact_key,
        'county' as place_type,
        county_key as place_key
    from {{ ref('bridge_fact_county') }}

    union all

    select
        fact_table,
        fact_key,
        'province' as place_type,
        province_key as place_key
    from {{ ref('bridge_fact_province') }}
),

bridged as (
    select
        fact_table,
        fact_key,
        place_type,
        count(*) as place_count,
        case when count(*) = 1 then min(place_key) else 'several' end as place_key
    from bridge
    group by fact_table, fact_key, place_type
),

final as (
    select
        fact_place.source_file,
        fact_place.source_line,
        fact_place.place_key,
        bridged.place_key as bridged_place_key,
        bridged.place_count,
        coalesce(fact_place.fact_table, bridged.fact_table) as fact_table,
        coalesce(fact_place.fact_key, bridged.fact_key) as fact_key,
        coalesce(fact_place.place_type, bridged.place_type) as place_type
    from fact_place
    full outer join bridged
        on
            fact_place.fact_table = bridged.fact_table
            and fact_place.fact_key = bridged.fact_key
            and fact_place.place_type = bridged.place_type
    where fact_place.place_key is distinct from coalesce(bridged.place_key, 'none')
)

select * from final
