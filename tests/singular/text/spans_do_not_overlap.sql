-- No two spans of a line share a character. Without it one number could become two facts. Look at
-- int_text__line_span.
with paragraph_line as (
    select * from {{ ref('int_text__paragraph_line') }}
),

document as (
    select * from {{ ref('stg_raw__document') }}
),

followed as (
    select
        document_key,
        line_number,
        line_start,
        line_end,
        lead(line_start) over (partition by document_key, line_number order by line_start)
            as next_start
    from paragraph_line
),

final as (
    select
        document.file_name as source_file,
        followed.line_number as source_line,
        followed.line_start,
        followed.line_end,
        followed.next_start
    from followed
    left join document on followed.document_key = document.document_key
    where
        followed.line_start >= followed.line_end
        or followed.next_start < followed.line_end
)

select * from final
