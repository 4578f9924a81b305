with source as (
    select * from {{ source('raw', 'refusal') }}
),

final as (
    select
        refusal_key,
        path,
        file_name,
        reason,
        remedy,
        refused_at
    from source
)

select * from final
