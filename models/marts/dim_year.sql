with five_year_plan as (
    select * from {{ ref('five_year_plan') }}
),

campaign_phase as (
    select * from {{ ref('campaign_phase') }}
),

-- Wide enough for every year that a text can state.
calendar as (
    select {{ whole_numbers(1949, 2100) }} as calendar_year
),

final as (
    select
        cast(calendar.calendar_year as string) as year_key,
        cast(calendar.calendar_year as integer) as year,  -- noqa: RF04
        five_year_plan.plan_name as five_year_plan,
        campaign_phase.phase_name as campaign_phase
    from calendar
    left join five_year_plan
        on calendar.calendar_year between five_year_plan.start_year and five_year_plan.end_year
    left join campaign_phase
        on calendar.calendar_year between campaign_phase.start_year and campaign_phase.end_year

    union all

    select
        'none' as year_key,
        cast(null as integer) as year,  -- noqa: RF04
        cast(null as string) as five_year_plan,
        cast(null as string) as campaign_phase
)

select * from final
