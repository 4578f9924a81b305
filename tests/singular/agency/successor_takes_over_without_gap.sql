-- An organisation that ends before it begins, or whose successor begins only after it has ended.
-- Without it the years of a reorganisation could be off by one, and a reader of dim_agency would
-- date a ministry wrong. Mend seeds/agency/agency.csv.
with agency as (
    select * from {{ ref('agency') }}
),

final as (
    select
        agency.agency_code,
        'seeds/agency/agency.csv' as source_file,
        agency.valid_from_year,
        agency.valid_to_year,
        agency.successor_code,
        successor.valid_from_year as successor_from_year
    from agency
    left join agency as successor on agency.successor_code = successor.agency_code
    where
        agency.valid_to_year < agency.valid_from_year
        or agency.valid_to_year < successor.valid_from_year
        or (agency.successor_code is not null and agency.valid_to_year is null)
)

select * from final
