with line_role as (
    select * from {{ ref('int_text__line_role') }}
),

document_shape as (
    select * from {{ ref('int_text__document_shape') }}
),

line_span as (
    select * from {{ ref('int_text__line_span') }}
),

source_span as (
    select distinct
        document_key,
        line_number
    from line_span
    where span_type = 'source_line'
),

-- The lines that a section can consist of.
section_line as (
    select
        line_role.document_key,
        line_role.line_number,
        line_role.line_role,
        line_role.is_continuation,
        document_shape.document_form,
        source_span.line_number is not null as has_source,
        -- Without a mark a heading ranks below all marked ones.
        coalesce(line_role.mark_level, 9) as heading_level
    from line_role
    inner join document_shape
        on line_role.document_key = document_shape.document_key
    left join source_span
        on
            line_role.document_key = source_span.document_key
            and line_role.line_number = source_span.line_number
    where
        line_role.line_role not in (
            'blank',
            'document_title',
            'document_header',
            'group_heading',
            'page_furniture',
            'footer'
        )
),

-- One heading alone ("Chapter 7") divides nothing.
leveled as (
    select
        *,
        sum(case when line_role = 'heading' and not is_continuation then 1 else 0 end) over (
            partition by document_key, heading_level
        ) > 1 as is_dividing_level
    from section_line
),

surveyed as (
    select
        *,
        coalesce(
            min(case when line_role = 'heading' and is_dividing_level then heading_level end) over (
                partition by document_key
            ),
            min(case when line_role = 'heading' then heading_level end) over (
                partition by document_key
            )
        ) as top_level,
        bool_or(line_role = 'section_title') over (partition by document_key) as has_section_title,
        first_value(has_source) over (partition by document_key order by line_number desc)
            as ends_with_source,
        lead(has_source) over (partition by document_key order by line_number) as next_has_source,
        lag(has_source) over (partition by document_key order by line_number)
            as previous_has_source,
        lag(line_number) over (partition by document_key order by line_number) is null as is_first
    from leveled
),

-- A briefing's items end with their source (or begin with it, where the document does not end
-- with one). Elsewhere titles open sections, and without titles the highest headings do.
opened as (
    select
        document_key,
        line_number,
        line_role,
        document_form,
        case
            when document_form = 'briefing' and ends_with_source
                then is_first or (previous_has_source and line_role <> 'source_line')
            when document_form = 'briefing'
                then has_source and not coalesce(previous_has_source, false)
            when has_section_title then line_role = 'section_title' and not is_continuation
            when document_form = 'yearbook' then false
            else line_role = 'heading' and heading_level = top_level and not is_continuation
        end as opens_section
    from surveyed
),

final as (
    select
        document_key,
        line_number,
        line_role,
        document_form,
        opens_section,
        cast(nullif(sum(case when opens_section then 1 else 0 end) over (
            partition by document_key order by line_number
        ), 0) as integer) as section_index
    from opened
)

select * from final
