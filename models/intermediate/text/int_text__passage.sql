-- One row per section of a document, and one for its text outside sections, with the passage in
-- which names and references are looked up: an agency's section and a briefing item stand alone,
-- everything else (a report in chapters, a white paper) is read as one text.
with sentence as (
    select * from {{ ref('int_text__sentence') }}
),

section as (
    select * from {{ ref('int_text__section') }}
),

final as (
    select distinct
        sentence.document_key,
        sentence.section_key,
        case
            when section.section_type in ('agency_section', 'briefing_item')
                then sentence.section_key
            else sentence.document_key
        end as passage_key,
        case
            when section.section_type in ('agency_section', 'briefing_item')
                then section.section_type
            else 'document'
        end as passage_type
    from sentence
    left join section on sentence.section_key = section.section_key
)

select * from final
