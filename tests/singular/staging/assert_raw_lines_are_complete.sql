-- A document whose lines are not exactly 1 to line_count. Without this test, a lost or doubled
-- line would shift every source_line of the facts behind it. Take the document out and load it
-- again.
with document as (
    select * from {{ ref('stg_raw__document') }}
),

line as (
    select * from {{ ref('stg_raw__line') }}
),

numbered as (
    select
        line.document_key,
        count(*) as row_count,
        count(distinct line.line_number) as distinct_count,
        min(line.line_number) as lowest_number,
        max(line.line_number) as highest_number
    from line
    group by line.document_key
),

final as (
    select
        document.document_key,
        document.file_name,
        document.line_count,
        numbered.row_count,
        numbered.distinct_count,
        numbered.lowest_number,
        numbered.highest_number
    from document
    left join numbered on document.document_key = numbered.document_key
    where
        numbered.row_count is distinct from document.line_count
        or numbered.distinct_count is distinct from document.line_count
        or numbered.lowest_number is distinct from 1
        or numbered.highest_number is distinct from document.line_count
)

select * from final
