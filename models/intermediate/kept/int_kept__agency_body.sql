-- Organisations that no seed lists, as each document names them.
with known_mention as (
    select * from {{ ref('int_agency__known_mention') }}
    where local_name is not null
),

section_agency as (
    select * from {{ ref('int_agency__section_agency') }}
    where resolution = 'unlisted'
),

section as (
    select * from {{ ref('int_text__section') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

-- An organisation is named in a sentence or in the title of a section.
named_text as (
    select
        sentence_key as text_key,
        document_key
    from sentence

    union all

    select
        section_key as text_key,
        document_key
    from section
),

final as (
    select
        named_text.document_key,
        known_mention.agency_key,
        min(known_mention.local_name) as agency_name,
        min(known_mention.local_type) as agency_type,
        min(known_mention.mentioned_as) as mentioned_as,
        min(known_mention.province_code) as province_code,
        'pattern' as agency_source
    from known_mention
    inner join named_text on known_mention.text_key = named_text.text_key
    group by named_text.document_key, known_mention.agency_key

    union all

    select
        section.document_key,
        section_agency.agency_key,
        min(section_agency.mentioned_as) as agency_name,
        'unlisted' as agency_type,
        min(section_agency.mentioned_as) as mentioned_as,
        cast(null as string) as province_code,
        'text' as agency_source
    from section_agency
    inner join section on section_agency.section_key = section.section_key
    group by section.document_key, section_agency.agency_key
)

select * from final
