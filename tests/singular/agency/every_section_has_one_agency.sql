-- Facts take their organisation from the section: none or two would lose or double them.
with section as (
    select * from {{ ref('int_text__section') }}
),

section_agency as (
    select * from {{ ref('int_agency__section_agency') }}
),

dim_agency as (
    select * from {{ ref('dim_agency') }}
)

select section.section_key
from section
left join section_agency on section.section_key = section_agency.section_key
left join dim_agency on section_agency.agency_key = dim_agency.agency_key
group by section.section_key
having count(dim_agency.agency_key) <> 1
