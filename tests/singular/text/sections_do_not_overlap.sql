-- A section ends before the next one begins. Without it a line would belong to two agencies.
with section as (
    select * from {{ ref('int_text__section') }}
),

followed as (
    select
        section_key,
        document_key,
        first_line_number,
        last_line_number,
        lead(first_line_number) over (partition by document_key order by section_index)
            as next_first_line_number
    from section
),

final as (
    select * from followed
    where
        first_line_number > last_line_number
        or next_first_line_number <= last_line_number
)

select * from final
