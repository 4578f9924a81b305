-- Every section with the organisation that it was given.
with section as (
    select * from {{ ref('int_text__section') }}
),

section_agency as (
    select * from {{ ref('int_agency__section_agency') }}
),

final as (
    select
        section.document_key,
        section.section_key,
        section.section_type,
        section.section_title,
        section_agency.mentioned_as,
        section_agency.resolution,
        section_agency.agency_key
    from section
    inner join section_agency on section.section_key = section_agency.section_key
)

select * from final
