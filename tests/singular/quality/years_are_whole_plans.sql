-- Five-year plans that do not last five years or leave a gap, and campaign phases that end before
-- they begin. Without it a slip in these seeds would put facts into the wrong plan, and every key
-- would still be found. Mend seeds/period.
with plan as (
    select * from {{ ref('five_year_plan') }}
),

phase as (
    select * from {{ ref('campaign_phase') }}
),

ordered_plan as (
    select
        start_year,
        end_year,
        lead(start_year) over (order by start_year) as next_start_year
    from plan
),

ordered_phase as (
    select
        start_year,
        end_year,
        lead(start_year) over (order by start_year) as next_start_year
    from phase
),

final as (
    select
        'five_year_plan' as table_name,
        start_year,
        end_year
    from ordered_plan
    -- The years 1963 to 1965 between the second and third plan belong to none.
    where end_year - start_year != 4 or next_start_year not in (end_year + 1, 1966)

    union all

    select
        'campaign_phase' as table_name,
        start_year,
        end_year
    from ordered_phase
    where end_year < start_year or next_start_year != end_year + 1
)

select * from final
