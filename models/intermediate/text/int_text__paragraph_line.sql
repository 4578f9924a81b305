with paragraph_span as (
    select * from {{ ref('int_text__paragraph_span') }}
),

final as (
    select
        paragraph_key,
        document_key,
        line_number,
        span_start as line_start,
        span_end as line_end,
        paragraph_start
    from paragraph_span
)

select * from final
