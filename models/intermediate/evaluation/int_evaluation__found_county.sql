-- The counties of found facts, by name and division code.
with found_fact as (
    select * from {{ ref('int_evaluation__found_fact') }}
),

fact_county as (
    select * from {{ ref('bridge_fact_county') }}
),

county as (
    select * from {{ ref('dim_county') }}
),

final as (
    select
        found_fact.found_key,
        county.county_key,
        county.county_name,
        {{ county_letters('county.county_name') }} as name_letters,
        county.gb_code
    from found_fact
    inner join fact_county
        on
            found_fact.fact_table = fact_county.fact_table
            and found_fact.fact_key = fact_county.fact_key
    inner join county on fact_county.county_key = county.county_key
)

select * from final
