with mention as (
    select * from {{ ref('int_place__mention_resolved') }}
    where place_level in ('county', 'province', 'country')
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

country as (
    select * from {{ ref('place_country') }}
),

final as (
    select
        {{ row_key(['mention.document_key', 'located.source_line', 'located.source_start']) }}
            as place_mention_key,
        mention.document_key,
        coalesce(section_agency.agency_key, 'none') as agency_key,
        mention.place_level as place_type,
        coalesce(mention.county_key, 'none') as county_key,
        case
            when mention.province_code is null then 'none'
            else {{ row_key(["'province'", 'mention.province_code']) }}
        end as province_key,
        country.country_code,
        country.country_name,
        mention.mentioned_as,
        mention.resolution,
        document.file_name as source_file,
        located.source_line,
        located.source_start as mention_start,
        located.source_end as mention_end,
        located.sentence_text
    from mention
    inner join located on mention.name_key = located.name_key
    inner join document on mention.document_key = document.document_key
    left join section_agency on mention.section_key = section_agency.section_key
    left join country
        on mention.place_level = 'country' and mention.place_id = country.country_code
)

select * from final
