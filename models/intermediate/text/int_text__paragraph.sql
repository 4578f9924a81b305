with paragraph as (
    select * from {{ ref('int_text__paragraph_text') }}
),

heading as (
    select * from {{ ref('int_text__heading') }}
),

-- A heading holds until the next one, within its section.
final as (
    select
        paragraph.paragraph_key,
        paragraph.document_key,
        paragraph.section_key,
        case
            when paragraph.paragraph_type not in ('title', 'furniture', 'footer', 'document_header', 'contributor', 'source_line')
                then last_value(heading.heading_key ignore nulls) over (
                    partition by paragraph.document_key, paragraph.section_key
                    order by paragraph.paragraph_index
                    rows between unbounded preceding and current row
                )
        end as heading_key,
        paragraph.paragraph_type,
        paragraph.paragraph_index,
        paragraph.first_line_number,
        paragraph.last_line_number,
        paragraph.paragraph_text
    from paragraph
    left join heading
        on paragraph.paragraph_key = heading.paragraph_key
)

select * from final
