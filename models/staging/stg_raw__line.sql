with source as (
    select * from {{ source('raw', 'line') }}
),

document as (
    select * from {{ source('raw', 'document') }}
),

current_document as (
    select document_key
    from document
    where is_current
),

final as (
    select
        source.document_key,
        source.line_number,
        source.page_number,
        source.line_text
    from source
    inner join current_document on source.document_key = current_document.document_key
)

select * from final
