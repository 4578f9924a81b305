-- One row per section of a document, and one for its text outside sections, with the passage in
-- which names and references are looked up: an agency's section, a briefing item and a section of
-- a yearbook stand alone, everything else (a report in chapters, a white paper) is read as one
-- text.
with sentence as (
    select * from {{ ref('int_text__sentence') }}
),

section as (
    select * from {{ ref('int_text__section') }}
),

line as (
    select * from {{ ref('int_text__line') }}
),

line_cue as (
    select * from {{ ref('int_text__line_cue') }}
),

yearbook as (
    select distinct line_cue.document_key
    from line_cue
    inner join line
        on line_cue.document_key = line.document_key and line_cue.line_number = line.line_number
    where line_cue.cue_class = 'yearbook' and line.text_index <= 3
),

typed as (
    select distinct
        sentence.document_key,
        sentence.section_key,
        case
            when section.section_type in ('agency_section', 'briefing_item')
                then section.section_type
            when section.section_type = 'plain' and yearbook.document_key is not null
                then 'agency_section'
            else 'document'
        end as passage_type
    from sentence
    left join section on sentence.section_key = section.section_key
    left join yearbook on sentence.document_key = yearbook.document_key
),

final as (
    select
        document_key,
        section_key,
        case passage_type when 'document' then document_key else section_key end as passage_key,
        passage_type
    from typed
)

select * from final
