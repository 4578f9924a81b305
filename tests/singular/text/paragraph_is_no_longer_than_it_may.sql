-- No paragraph is much longer than where it is cut: one piece of a line, up to twice as long, may
-- follow what is nearly too long. Without it one file without line breaks could make joins within
-- a paragraph or sentence last for ever. Look at int_text__line_span and int_text__paragraph_span.
with paragraph as (
    select * from {{ ref('int_text__paragraph') }}
),

document as (
    select * from {{ ref('stg_raw__document') }}
),

final as (
    select
        paragraph.paragraph_key,
        document.file_name as source_file,
        paragraph.first_line_number as source_line,
        length(paragraph.paragraph_text) as paragraph_length
    from paragraph
    inner join document on paragraph.document_key = document.document_key
    where length(paragraph.paragraph_text) > 3 * {{ longest_paragraph() }}
)

select * from final
