with place_mention as (
    select * from {{ ref('int_kept__place_name') }}
    where resolution in ('misprint', 'several candidates', 'unresolved')
),

document as (
    select * from {{ ref('dim_document') }}
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
        place_mention.source_line,
        count(*) as mention_count
    from place_mention
    inner join document on place_mention.document_key = document.document_key
    left join county
        on
            place_mention.place_level = county.place_level
            and place_mention.place_id = county.county_id
    group by
        place_mention.resolution, place_mention.mentioned_as, place_mention.place_level,
        coalesce(county.county_name, place_mention.place_id), document.file_name,
        place_mention.source_line
)

select * from final
