with source as (
    select * from {{ source('raw', 'line') }}
),

batch as (
    select * from {{ source('reading', 'batch') }}
),

final as (
    select
        source.document_key,
        source.line_number,
        source.page_number,
        source.line_text
    from source
    inner join batch on source.document_key = batch.document_key
)

select * from final
