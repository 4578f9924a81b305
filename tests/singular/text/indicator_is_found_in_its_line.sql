-- Each cell of a statistical table stands in its source line where its offsets say. Without it the
-- one table that nobody retypes would be the one that nobody can check.
with raw_line as (
    select * from {{ ref('stg_raw__line') }}
),

indicator as (
    select * from {{ ref('int_text__indicator') }}
),

final as (
    select
        indicator.indicator_key,
        indicator.document_key,
        indicator.line_number,
        indicator.mention_text
    from indicator
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
