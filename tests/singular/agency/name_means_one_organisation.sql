-- A name of two organisations would give a fact to whichever row comes first. Returns such names,
-- as they are compared.
select
    {{ agency_match_text('alias_name') }} as match_text,
    count(distinct agency_code) as agency_count
from {{ ref('agency_alias') }}
group by 1
having count(distinct agency_code) > 1
