with place_mention as (
    select * from {{ ref('int_place__mention_resolved') }}
    where resolution in ('misprint', 'several candidates', 'unresolved')
),

located as (
    select * from {{ ref('int_place__mention_located') }}
),

document as (
    select * from {{ ref('int_text__document') }}
),

county as (
    select
        *,
        'county' as place_level
    from {{ ref('int_place__county') }}
),

final as (
    select
        place_mention.resolution,
        place_mention.mentioned_as,
        place_mention.place_level,
        coalesce(county.county_name, place_mention.place_id) as taken_for,
        document.file_name as source_file,
        located.source_line,
        count(*) as mention_count
    from place_mention
    inner join located on place_mention.name_key = located.name_key
    inner join document on place_mention.document_key = document.document_key
    left join county
        on
            place_mention.place_level = county.place_level
            and place_mention.place_id = county.county_id
    group by
        place_mention.resolution, place_mention.mentioned_as, place_mention.place_level,
        coalesce(county.county_name, place_mention.place_id), document.file_name,
        located.source_line
)

select * from final
