-- Every statement of a section that an agency is to support a county.
with twinning as (
    select * from {{ ref('int_place__twinning') }}
),

mention as (
    select * from {{ ref('int_place__mention_resolved') }}
),

located as (
    select * from {{ ref('int_place__mention_located') }}
),

section_agency as (
    select * from {{ ref('int_agency__section_agency') }}
),

document as (
    select * from {{ ref('int_text__document') }}
),

final as (
    select
        coalesce(section_agency.agency_key, 'none') as agency_key,
        twinning.passage_key,
        twinning.county_key,
        twinning.relation,
        twinning.since_year,
        twinning.weight,
        mention.document_key,
        document.file_name as source_file,
        located.source_line,
        located.source_start as mention_start,
        located.source_end as mention_end,
        mention.mentioned_as as mention_text,
        located.sentence_text
    from twinning
    inner join mention on twinning.name_key = mention.name_key
    inner join located on twinning.name_key = located.name_key
    inner join document on mention.document_key = document.document_key
    left join section_agency on mention.section_key = section_agency.section_key
)

select * from final
