-- Two five-year plans or two phases that share a year. Without it the rows of dim_year would
-- double. Mend seeds/period.
with span as (
    select
        'plan' as span_kind,
        plan_name as span_name,
        start_year,
        end_year
    from {{ ref('five_year_plan') }}

    union all

    select
        'phase' as span_kind,
        phase_name as span_name,
        start_year,
        end_year
    from {{ ref('campaign_phase') }}
)

select
    earlier.span_name as earlier_name,
    later.span_name as later_name
from span as earlier
inner join span as later
    on
        earlier.span_kind = later.span_kind
        and earlier.span_name <> later.span_name
        and earlier.start_year <= later.start_year
        and earlier.end_year >= later.start_year
