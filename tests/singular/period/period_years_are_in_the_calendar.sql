-- A fact joins dim_year by the end of its period: a year that the calendar lacks loses the fact.
with number_period as (
    select * from {{ ref('int_period__number_period') }}
),

dim_year as (
    select * from {{ ref('dim_year') }}
)

select
    number_period.mention_key,
    number_period.period_end_year
from number_period
left join dim_year
    on coalesce(number_period.period_end_year, number_period.period_start_year) = dim_year.year
where dim_year.year is null
