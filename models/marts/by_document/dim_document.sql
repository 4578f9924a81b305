with document as (
    select * from {{ ref('int_text__document') }}
),

final as (
    select
        document_key,
        file_name,
        title,
        case when is_news then 'news' else document_form end as document_type,
        issue_label,
        published_date,
        date_source,
        cast(published_year as integer) as published_year,
        cast(reference_year as integer) as reference_year,
        period_start_date,
        period_end_date,
        content_sha256,
        cast(line_count as integer) as line_count,
        loaded_at
    from document
)

select * from final
