-- A county without any name, or an official name that is not the county's own. Without it a
-- spelling that slipped to another row would give its facts to another county. Mend
-- seeds/place/place_name.csv.
with place_name as (
    select * from {{ ref('place_name') }}
    where place_level = 'county'
),

county_state as (
    select * from {{ ref('place_county_state') }}
),

final as (
    select distinct
        county_state.county_id,
        'seeds/place/place_name.csv' as source_file,
        'has no name' as wrong,
        county_state.county_name as name_form
    from county_state
    left join place_name on county_state.county_id = place_name.place_id
    where place_name.place_id is null

    union all

    select
        place_name.place_id as county_id,
        'seeds/place/place_name.csv' as source_file,
        'is not the name of the county' as wrong,
        place_name.name_form
    from place_name
    where
        place_name.form_kind = 'official'
        and not exists (
            select 1
            from county_state
            where
                place_name.place_id = county_state.county_id
                and {{ name_letters('place_name.name_form') }}
                = {{ name_letters('county_state.county_stem') }}
        )
)

select * from final
