-- The documents that nothing is published of.
with set_aside as (
    select * from {{ ref('stg_reading__set_aside') }}
),

final as (
    select
        document_key,
        file_name as source_file,
        failed_check,
        message,
        set_aside_at
    from set_aside
)

select * from final
