-- A section without an organisation, or with two. Without it facts, which take their organisation
-- from the section, would be lost or doubled. Look at int_agency__section_agency.
with section as (
    select * from {{ ref('int_text__section') }}
),

section_agency as (
    select * from {{ ref('int_agency__section_agency') }}
),

dim_agency as (
    select * from {{ ref('dim_agency') }}
),

document as (
    select * from {{ ref('stg_raw__document') }}
),

final as (
    select
        section.section_key,
        document.file_name as source_file,
        section.first_line_number as source_line,
        count(dim_agency.agency_key) as agency_count
    from section
    left join document on section.document_key = document.document_key
    left join section_agency on section.section_key = section_agency.section_key
    left join dim_agency on section_agency.agency_key = dim_agency.agency_key
    group by section.section_key, document.file_name, section.first_line_number
    having count(dim_agency.agency_key) != 1
)

select * from final
