with source as (
    select * from {{ source('raw', 'document') }}
),

batch as (
    select * from {{ source('reading', 'batch') }}
),

-- Older versions of a document stay in raw and go no further, and what is read already is kept.
document_to_read as (
    select
        source.document_key,

        -- the file
        source.file_name,
        source.format,
        source.encoding,
        source.content_sha256,
        source.byte_count,

        -- its text
        source.line_count,
        source.page_count,

        source.loaded_at
    from source
    inner join batch on source.document_key = batch.document_key
),

final as (
    select * from document_to_read
)

select * from final
