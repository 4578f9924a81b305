-- One row per place of the gazetteer and type word that goes with it.
with county_state as (
    select * from {{ ref('place_county_state') }}
),

county as (
    select * from {{ ref('int_place__county') }}
),

prefecture as (
    select * from {{ ref('place_prefecture') }}
),

province as (
    select * from {{ ref('place_province') }}
),

other_name as (
    select * from {{ ref('place_other_name') }}
),

-- A county that became a district answers to both words.
county_entry as (
    select distinct
        'county' as place_level,
        county_state.county_id as place_id,
        case county_state.county_type
            when 'autonomous county' then 'county'
            when 'autonomous banner' then 'banner'
            when 'county-level city' then 'city'
            else county_state.county_type
        end as type_word,
        county_state.province_code,
        county.prefecture_code
    from county_state
    inner join county on county_state.county_id = county.county_id
),

prefecture_entry as (
    select
        'prefecture' as place_level,
        prefecture_code as place_id,
        type_word,
        province_code,
        prefecture_code
    from (
        select
            *,
            {{ each_element(regexp_split_all(
                "case prefecture_type"
                " when 'prefecture-level city' then 'city'"
                " when 'prefecture' then 'prefecture region city'"
                " else 'prefecture region' end",
                "' '"
            )) }} as type_word
        from prefecture
    ) as typed_prefecture
),

province_entry as (
    select
        'province' as place_level,
        province_code as place_id,
        type_word,
        province_code,
        cast(null as string) as prefecture_code
    from (
        select
            *,
            {{ each_element(regexp_split_all(
                "case province_type"
                " when 'municipality' then 'city province' else 'province region' end",
                "' '"
            )) }} as type_word
        from province
    ) as typed_province
),

other_entry as (
    select distinct
        place_level,
        place_id,
        place_level as type_word,
        cast(null as string) as province_code,
        cast(null as string) as prefecture_code
    from other_name
    where place_level in ('region', 'country')
),

final as (
    select * from county_entry
    union all
    select * from prefecture_entry
    union all
    select * from province_entry
    union all
    select * from other_entry
)

select * from final
