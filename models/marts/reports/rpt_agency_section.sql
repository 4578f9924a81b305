-- Which organisation each section or item was given, and how.
with section_agency as (
    select * from {{ ref('int_kept__section_agency') }}
),

organisation as (
    select * from {{ ref('int_corpus__organisation') }}
),

final as (
    select
        section_agency.section_key,
        section_agency.document_key,
        section_agency.section_type,
        section_agency.section_title,
        section_agency.mentioned_as,
        section_agency.resolution,
        section_agency.agency_key,
        organisation.agency_name
    from section_agency
    left join organisation on section_agency.agency_key = organisation.agency_key
)

select * from final
