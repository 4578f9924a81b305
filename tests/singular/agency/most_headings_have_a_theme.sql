-- Headings that no term maps make facts without a theme; beyond one in ten the terms need work.
-- Returns one row when more than a tenth of the headings have the theme "none".
select
    sum(heading_count) as heading_count,
    sum(case when is_mapped then heading_count else 0 end) as mapped_count
from {{ ref('rpt_theme_heading') }}
having sum(case when is_mapped then heading_count else 0 end) < 0.9 * sum(heading_count)
