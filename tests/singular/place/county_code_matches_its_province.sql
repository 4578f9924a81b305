-- A county whose code begins with other digits than its province's. Without it the county would be
-- counted in the wrong province wherever the code is cut instead of the dimension joined. Mend
-- seeds/place/place_county_state.csv.
with county_state as (
    select * from {{ ref('place_county_state') }}
),

final as (
    select
        'seeds/place/place_county_state.csv' as source_file,
        county_id,
        gb_code,
        province_code,
        prefecture_code
    from county_state
    where
        substr(gb_code, 1, 2) != province_code
        or length(gb_code) != 6
        or substr(gb_code, 1, 4) != coalesce(prefecture_code, substr(gb_code, 1, 4))
)

select * from final
