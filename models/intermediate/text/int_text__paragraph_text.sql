with paragraph_span as (
    select * from {{ ref('int_text__paragraph_span') }}
),

line_section as (
    select * from {{ ref('int_text__line_section') }}
),

section as (
    select * from {{ ref('int_text__section') }}
),

assembled as (
    select
        document_key,
        paragraph_key,
        paragraph_type,
        first_line_number,
        first_span_start,
        max(line_number) as last_line_number,
        {{ join_texts('piece_text', 'paragraph_start') }} as paragraph_text
    from paragraph_span
    group by document_key, paragraph_key, paragraph_type, first_line_number, first_span_start
),

final as (
    select
        assembled.paragraph_key,
        assembled.document_key,
        section.section_key,
        assembled.paragraph_type,
        cast(row_number() over (
            partition by assembled.document_key
            order by assembled.first_line_number, assembled.first_span_start
        ) as integer) as paragraph_index,
        assembled.first_line_number,
        assembled.last_line_number,
        assembled.paragraph_text
    from assembled
    left join line_section
        on
            assembled.document_key = line_section.document_key
            and assembled.first_line_number = line_section.line_number
    left join section
        on
            line_section.document_key = section.document_key
            and line_section.section_index = section.section_index
)

select * from final
