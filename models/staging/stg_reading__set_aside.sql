with source as (
    select * from {{ source('reading', 'set_aside') }}
),

document as (
    select * from {{ source('raw', 'document') }}
),

final as (
    select
        source.document_key,
        document.file_name,
        source.failed_check,
        source.message,
        source.set_aside_at
    from source
    inner join document on source.document_key = document.document_key
)

select * from final
