-- The spans of a line hold every character that is not white space, each in one span. Without it
-- text could fall between a heading and its body, or count twice. Look at int_text__line_span.
with raw_line as (
    select * from {{ ref('stg_raw__line') }}
),

document as (
    select * from {{ ref('stg_raw__document') }}
),

paragraph_line as (
    select * from {{ ref('int_text__paragraph_line') }}
),

span_text as (
    select
        paragraph_line.document_key,
        paragraph_line.line_number,
        {{ join_texts(
            "substr(raw_line.line_text, paragraph_line.line_start + 1, paragraph_line.line_end - paragraph_line.line_start)",
            'paragraph_line.line_start'
        ) }} as covered_text
    from paragraph_line
    inner join raw_line
        on
            paragraph_line.document_key = raw_line.document_key
            and paragraph_line.line_number = raw_line.line_number
    group by paragraph_line.document_key, paragraph_line.line_number
),

final as (
    select
        raw_line.document_key,
        document.file_name as source_file,
        raw_line.line_number as source_line,
        raw_line.line_text,
        span_text.covered_text
    from raw_line
    inner join document on raw_line.document_key = document.document_key
    left join span_text
        on
            raw_line.document_key = span_text.document_key
            and raw_line.line_number = span_text.line_number
    where
        {{ without_blanks('raw_line.line_text') }}
        is distinct from {{ without_blanks("coalesce(span_text.covered_text, '')") }}
)

select * from final
