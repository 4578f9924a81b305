-- Every name of a place, with what it was taken for.
with place_mention as (
    select * from {{ ref('int_place__mention_resolved') }}
),

located as (
    select * from {{ ref('int_place__mention_located') }}
),

final as (
    select
        place_mention.document_key,
        place_mention.name_key,
        place_mention.mentioned_as,
        place_mention.name_letters,
        place_mention.type_word,
        place_mention.sentence_index,
        place_mention.resolution,
        place_mention.place_level,
        place_mention.place_id,
        place_mention.county_key,
        place_mention.province_code,
        located.source_line
    from place_mention
    inner join located on place_mention.name_key = located.name_key
)

select * from final
