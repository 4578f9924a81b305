with paragraph as (
    select * from {{ ref('int_text__paragraph_text') }}
),

heading as (
    select * from {{ ref('int_text__heading') }}
),

-- A heading holds until the next one, within its section.
headed as (
    select
        *,
        case
            when paragraph_type in ('heading', 'body', 'table_title', 'table_cell')
                then max(case when paragraph_type = 'heading' then paragraph_index end) over (
                    partition by document_key, section_key
                    order by paragraph_index
                    rows between unbounded preceding and current row
                )
        end as heading_paragraph_index
    from paragraph
),

final as (
    select
        headed.paragraph_key,
        headed.document_key,
        headed.section_key,
        heading.heading_key,
        headed.paragraph_type,
        headed.paragraph_index,
        headed.first_line_number,
        headed.last_line_number,
        headed.paragraph_text
    from headed
    left join heading
        on
            headed.document_key = heading.document_key
            and headed.heading_paragraph_index = heading.paragraph_index
)

select * from final
