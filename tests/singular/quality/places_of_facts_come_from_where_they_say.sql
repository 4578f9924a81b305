-- A fact's place whose source (sentence, paragraph, section) is not that of its number, or a
-- county that is called resolved without a code, or back. Without it users who trust only places
-- of the sentence itself would sum others too. Trainings may take the place of their second
-- number. Look at bridge_fact_province and dim_county.
with bridge as (
    select * from {{ of_batch(ref('bridge_fact_province')) }}
    where fact_table != 'fct_trainings_held'
),

number_place as (
    select * from {{ ref('int_place__number_place') }}
),

county as (
    select * from {{ ref('dim_county') }}
),

final as (
    select
        bridge.fact_table as table_name,
        bridge.fact_key as row_key,
        bridge.place_source
    from bridge
    where
        not exists (
            select 1
            from number_place
            where
                bridge.fact_key = number_place.mention_key
                and bridge.province_key = number_place.province_key
                and bridge.place_source = number_place.place_source
        )

    union all

    select
        'dim_county' as table_name,
        county_key as row_key,
        'county' as place_source
    from county
    where is_resolved != (gb_code is not null)
)

select * from final
