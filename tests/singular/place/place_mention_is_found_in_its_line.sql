-- A mention of a place that is not at its offsets in the raw line. Without it the reader would be
-- sent to the wrong words. Look at int_place__mention_located.
with place_mention as (
    select * from {{ ref('fct_place_mention') }}
),

line as (
    select * from {{ source('raw', 'line') }}
),

final as (
    select
        place_mention.place_mention_key,
        place_mention.mentioned_as,
        place_mention.source_file,
        place_mention.source_line
    from place_mention
    left join line
        on
            place_mention.document_key = line.document_key
            and place_mention.source_line = line.line_number
    where
        substr(
            line.line_text,
            place_mention.mention_start + 1,
            place_mention.mention_end - place_mention.mention_start
        ) is distinct from substr(
            place_mention.mentioned_as, 1, place_mention.mention_end - place_mention.mention_start
        )
)

select * from final
