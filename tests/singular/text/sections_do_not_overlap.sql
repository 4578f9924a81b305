-- A section ends before the next one begins. Without it a line would belong to two agencies. Look
-- at int_text__section.
with section as (
    select * from {{ ref('int_text__section') }}
),

document as (
    select * from {{ ref('stg_raw__document') }}
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
    select
        followed.section_key,
        document.file_name as source_file,
        followed.first_line_number as source_line,
        followed.last_line_number,
        followed.next_first_line_number
    from followed
    left join document on followed.document_key = document.document_key
    where
        followed.first_line_number > followed.last_line_number
        or followed.next_first_line_number <= followed.last_line_number
)

select * from final
