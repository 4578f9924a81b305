-- Two states of one county, or two counties with one code, at the same time. Without it every fact
-- that is joined by code and date would double. Mend seeds/place/place_county_state.csv.
with county_state as (
    select * from {{ ref('place_county_state') }}
),

final as (
    select
        'seeds/place/place_county_state.csv' as source_file,
        earlier.county_id,
        later.county_id as other_county_id,
        earlier.gb_code,
        earlier.valid_from,
        later.valid_from as other_valid_from
    from county_state as earlier
    inner join county_state as later
        on
            (earlier.county_id = later.county_id or earlier.gb_code = later.gb_code)
            and earlier.valid_from <= later.valid_from
            and (
                earlier.county_id != later.county_id
                or earlier.gb_code != later.gb_code
                or earlier.valid_from != later.valid_from
            )
            and later.valid_from < coalesce(earlier.valid_to, cast('9999-12-31' as date))
)

select * from final
