-- The theme of every heading: the one whose terms in it weigh most.
with heading as (
    select * from {{ ref('int_text__heading') }}
),

theme_mention as (
    select * from {{ ref('int_theme__mention') }}
    where paragraph_type = 'heading'
),

weighed as (
    select
        heading_key,
        theme_code,
        sum(weight) as theme_weight,
        min(token_index_first) as first_index
    from theme_mention
    group by heading_key, theme_code
),

ordered as (
    select
        *,
        row_number() over (
            partition by heading_key order by theme_weight desc, first_index asc, theme_code asc
        ) as choice
    from weighed
),

final as (
    select
        heading.heading_key,
        heading.document_key,
        heading.section_key,
        heading.heading_text,
        coalesce(ordered.theme_code, 'none') as theme_key,
        coalesce(ordered.theme_weight, 0) as theme_weight
    from heading
    left join ordered on heading.heading_key = ordered.heading_key and ordered.choice = 1
)

select * from final
