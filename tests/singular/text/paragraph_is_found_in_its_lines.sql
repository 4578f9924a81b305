-- What a paragraph says at an offset stands at the offset of the line that its spans name. Without
-- it a fact would point to the wrong characters of its source. Look at int_text__paragraph_line.
with raw_line as (
    select * from {{ ref('stg_raw__line') }}
),

document as (
    select * from {{ ref('stg_raw__document') }}
),

paragraph as (
    select * from {{ ref('int_text__paragraph') }}
),

paragraph_line as (
    select * from {{ ref('int_text__paragraph_line') }}
),

compared as (
    select
        paragraph_line.paragraph_key,
        document.file_name as source_file,
        paragraph_line.line_number as source_line,
        substr(
            raw_line.line_text,
            paragraph_line.line_start + 1,
            paragraph_line.line_end - paragraph_line.line_start
        ) as text_in_line,
        substr(
            paragraph.paragraph_text,
            paragraph_line.paragraph_start + 1,
            paragraph_line.line_end - paragraph_line.line_start
        ) as text_in_paragraph
    from paragraph_line
    left join document on paragraph_line.document_key = document.document_key
    left join paragraph
        on paragraph_line.paragraph_key = paragraph.paragraph_key
    left join raw_line
        on
            paragraph_line.document_key = raw_line.document_key
            and paragraph_line.line_number = raw_line.line_number
),

final as (
    select * from compared
    where
        text_in_line is distinct from text_in_paragraph
        or text_in_line is null
)

select * from final
