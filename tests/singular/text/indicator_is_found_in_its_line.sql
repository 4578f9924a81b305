-- Each cell of a statistical table stands in its source line where its offsets say. Without it the
-- one table that nobody retypes would be the one that nobody can check. Look at
-- int_text__table_cell.
with raw_line as (
    select * from {{ ref('stg_raw__line') }}
),

document as (
    select * from {{ ref('stg_raw__document') }}
),

indicator as (
    select * from {{ ref('int_text__indicator') }}
),

final as (
    select
        indicator.indicator_key,
        document.file_name as source_file,
        indicator.line_number as source_line,
        indicator.mention_text
    from indicator
    left join document on indicator.document_key = document.document_key
    left join raw_line
        on
            indicator.document_key = raw_line.document_key
            and indicator.line_number = raw_line.line_number
    where
        indicator.mention_text is distinct from substr(
            raw_line.line_text,
            indicator.mention_start + 1,
            indicator.mention_end - indicator.mention_start
        )
)

select * from final
