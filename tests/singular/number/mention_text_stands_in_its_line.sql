-- The text of every number stands at its offsets in the raw line. Without it a fact could point at
-- the wrong words and nobody could check it against its source. Look at the offsets in
-- int_number__mention.
with mention as (
    select * from {{ ref('number_ledger') }}
),

raw_line as (
    select * from {{ source('raw', 'line') }}
),

found as (
    select
        mention.mention_key,
        mention.source_file,
        mention.source_line,
        mention.mention_text,
        substr(
            raw_line.line_text,
            mention.mention_start + 1,
            mention.mention_end - mention.mention_start
        ) as found_text
    from mention
    left join raw_line
        on
            mention.document_key = raw_line.document_key
            and mention.source_line = raw_line.line_number
),

final as (
    select *
    from found
    where found_text is distinct from mention_text
)

select * from final
