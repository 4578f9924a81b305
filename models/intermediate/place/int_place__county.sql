-- One row per county-level place, as it is called today, with what it was in 2016.
with county_state as (
    select * from {{ ref('place_county_state') }}
),

prefecture as (
    select * from {{ ref('place_prefecture') }}
),

latest_state as (
    select *
    from county_state
    qualify row_number() over (partition by county_id order by valid_from desc) = 1
),

first_state as (
    select
        county_id,
        min(valid_from) as valid_from
    from county_state
    group by county_id
),

-- The lists have two dates; the earlier is that of 2016.
state_of_2016 as (
    select *
    from county_state
    where year(valid_from) = 2016
),

final as (
    select
        latest_state.county_id,
        {{ row_key(["'county'", 'latest_state.county_id']) }} as county_key,
        latest_state.county_name,
        latest_state.county_name_zh,
        latest_state.gb_code,
        state_of_2016.gb_code as gb_code_2016,
        latest_state.county_type,
        latest_state.prefecture_code,
        prefecture.prefecture_name,
        latest_state.province_code,
        first_state.valid_from,
        latest_state.valid_to
    from latest_state
    inner join first_state on latest_state.county_id = first_state.county_id
    left join state_of_2016 on latest_state.county_id = state_of_2016.county_id
    left join prefecture on latest_state.prefecture_code = prefecture.prefecture_code
)

select * from final
