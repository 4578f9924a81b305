with source as (
    select * from {{ source('raw', 'document') }}
),

-- older versions of a document stay in raw and go no further
current_document as (
    select
        document_key,

        -- the file
        file_name,
        format,
        encoding,
        content_sha256,
        byte_count,

        -- its text
        line_count,
        page_count,

        loaded_at
    from source
    where is_current
),

final as (
    select * from current_document
)

select * from final
