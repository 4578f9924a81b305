-- A number whose county lies in another province than stated beside it. Without it the number
-- would be summed in both. Look at int_place__number_place.
with number_place as (
    select * from {{ ref('int_place__number_place') }}
),

ledger as (
    select * from {{ ref('number_ledger') }}
),

county as (
    select * from {{ ref('dim_county') }}
    where is_resolved
),

final as (
    select
        number_place.mention_key,
        ledger.source_file,
        ledger.source_line,
        ledger.mention_text,
        number_place.county_key,
        number_place.province_key
    from number_place
    inner join county on number_place.county_key = county.county_key
    left join ledger on number_place.mention_key = ledger.mention_key
    where number_place.province_key is distinct from county.province_key
)

select * from final
