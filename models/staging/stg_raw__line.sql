with source as (
    select * from {{ source('raw', 'line') }}
),

document as (
    select * from {{ source('raw', 'document') }}
),

current_line as (
    select
        document_key,
        line_number,
        page_number,
        line_text
    from source
    where document_key in (select document.document_key from document where document.is_current)
),

final as (
    select * from current_line
)

select * from final
