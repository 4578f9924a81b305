with theme as (
    select * from {{ ref('theme') }}
),

heading as (
    select * from {{ ref('int_kept__heading') }}
),

heading_text as (
    select
        theme_key,
        heading_text,
        sum(heading_count) as heading_count
    from heading
    group by theme_key, heading_text
),

heading_list as (
    select
        theme_key,
        substr({{ join_texts("concat('; ', heading_text)", 'heading_text') }}, 3) as headings,
        sum(heading_count) as heading_count
    from heading_text
    group by theme_key
),

member as (
    select
        theme_code as theme_key,
        theme_name,
        description as theme_description
    from theme

    union all

    select
        'none' as theme_key,
        'not stated' as theme_name,
        'Text that no theme term speaks for' as theme_description
),

final as (
    select
        member.theme_key,
        member.theme_name,
        member.theme_description,
        heading_list.headings,
        cast(coalesce(heading_list.heading_count, 0) as integer) as heading_count
    from member
    left join heading_list on member.theme_key = heading_list.theme_key
)

select * from final
