-- The headings of each document with their themes.
with heading as (
    select * from {{ ref('int_theme__heading') }}
),

final as (
    select
        document_key,
        heading_text,
        theme_key,
        cast(max(theme_weight) as integer) as theme_weight,
        cast(count(*) as integer) as heading_count
    from heading
    group by document_key, heading_text, theme_key
)

select * from final
