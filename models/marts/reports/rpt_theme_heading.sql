-- Every heading with its theme; those with the theme "none" are the unmapped ones.
with heading as (
    select * from {{ ref('int_kept__heading') }}
),

final as (
    select
        heading_text,
        theme_key,
        cast(max(theme_weight) as integer) as theme_weight,
        cast(sum(heading_count) as integer) as heading_count,
        theme_key <> 'none' as is_mapped
    from heading
    group by heading_text, theme_key
)

select * from final
