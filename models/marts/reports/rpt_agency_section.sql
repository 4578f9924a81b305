-- Which organisation each section or item was given, and how.
with section as (
    select * from {{ ref('int_text__section') }}
),

section_agency as (
    select * from {{ ref('int_agency__section_agency') }}
),

organisation as (
    select * from {{ ref('int_agency__organisation') }}
),

final as (
    select
        section.section_key,
        section.document_key,
        section.section_type,
        section.section_title,
        section_agency.mentioned_as,
        section_agency.resolution,
        section_agency.agency_key,
        organisation.agency_name
    from section
    inner join section_agency on section.section_key = section_agency.section_key
    left join organisation on section_agency.agency_key = organisation.agency_key
)

select * from final
