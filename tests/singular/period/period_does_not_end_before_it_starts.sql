-- A reversed period vanishes from every filter on years. Returns numbers whose period ends before
-- it starts, or has neither end.
select
    mention_key,
    period_start_year,
    period_end_year,
    rule_id
from {{ ref('int_period__number_period') }}
where
    period_start_year > period_end_year
    or (period_start_year is null and period_end_year is null)
