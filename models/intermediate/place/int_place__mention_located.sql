-- One row per place named in the text and its place in the raw line.
with mention as (
    select * from {{ ref('int_place__mention_resolved') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

paragraph_line as (
    select * from {{ ref('int_text__paragraph_line') }}
),

offset_in_paragraph as (
    select
        mention.name_key,
        mention.sentence_key,
        sentence.paragraph_key,
        sentence.sentence_text,
        mention.mention_end - mention.mention_start as mention_length,
        sentence.sentence_start + mention.mention_start as paragraph_offset
    from mention
    inner join sentence on mention.sentence_key = sentence.sentence_key
),

final as (
    -- A name torn over two lines ends with the line on which it begins.
    select
        offset_in_paragraph.name_key,
        offset_in_paragraph.sentence_key,
        offset_in_paragraph.sentence_text,
        cast(paragraph_line.line_number as integer) as source_line,
        cast(
            paragraph_line.line_start + offset_in_paragraph.paragraph_offset
            - paragraph_line.paragraph_start as integer
        ) as source_start,
        cast(
            least(
                paragraph_line.line_start + offset_in_paragraph.paragraph_offset
                - paragraph_line.paragraph_start + offset_in_paragraph.mention_length,
                paragraph_line.line_end
            ) as integer
        ) as source_end
    from offset_in_paragraph
    inner join paragraph_line
        on
            offset_in_paragraph.paragraph_key = paragraph_line.paragraph_key
            and offset_in_paragraph.paragraph_offset >= paragraph_line.paragraph_start
            and offset_in_paragraph.paragraph_offset
            < paragraph_line.paragraph_start + paragraph_line.line_end - paragraph_line.line_start
)

select * from final
