-- No two spans of a line share a character. Without it one number could become two facts.
with paragraph_line as (
    select * from {{ ref('int_text__paragraph_line') }}
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
    select * from followed
    where line_start >= line_end or next_start < line_end
)

select * from final
