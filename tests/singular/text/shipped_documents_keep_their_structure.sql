-- The two documents that come with the project have the numbers of lines, sections, headings,
-- items and table cells that a reader counts in them. Without it a change of a rule could drop a
-- section without any other test noticing. Look at the model of what is counted, in
-- intermediate/text.
with document as (
    select * from {{ ref('int_text__document') }}
),

line_role as (
    select * from {{ ref('int_text__line_role') }}
),

section as (
    select * from {{ ref('int_text__section') }}
),

heading as (
    select * from {{ ref('int_text__heading') }}
),

indicator as (
    select * from {{ ref('int_text__indicator') }}
),

expected as (
    select
        'yearbook_2017_industrial_poverty_alleviation.txt' as file_name,
        804 as line_count,
        773 as text_line_count,
        41 as section_count,
        434 as heading_count,
        49 as indicator_count

    union all

    select
        'poverty_reduction_briefing_2020_11.txt' as file_name,
        100 as line_count,
        68 as text_line_count,
        32 as section_count,
        0 as heading_count,
        0 as indicator_count
),

counted as (
    select
        document.file_name,
        document.line_count,
        (
            select count(*) from line_role
            where
                line_role.document_key = document.document_key
                and line_role.line_role <> 'blank'
        ) as text_line_count,
        (
            select count(*) from section
            where section.document_key = document.document_key
        ) as section_count,
        (
            select count(*) from heading
            where heading.document_key = document.document_key
        ) as heading_count,
        (
            select count(*) from indicator
            where indicator.document_key = document.document_key
        ) as indicator_count
    from document
),

-- Only where the documents are loaded.
final as (
    select counted.*
    from counted
    inner join expected
        on counted.file_name = expected.file_name
    where
        counted.line_count <> expected.line_count
        or counted.text_line_count <> expected.text_line_count
        or counted.section_count <> expected.section_count
        or counted.heading_count <> expected.heading_count
        or counted.indicator_count <> expected.indicator_count
)

select * from final
