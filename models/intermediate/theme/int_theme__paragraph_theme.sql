-- The theme of every body paragraph: its heading's, else what its own words weigh.
with paragraph as (
    select * from {{ ref('int_text__paragraph') }}
    where paragraph_type = 'body'
),

heading_theme as (
    select * from {{ ref('int_theme__heading') }}
),

theme_mention as (
    select * from {{ ref('int_theme__mention') }}
    where paragraph_type = 'body'
),

-- A term counts once, however often it is repeated, and threefold in a headline.
distinct_term as (
    select
        paragraph_key,
        theme_code,
        term_form,
        max(case when is_headline then weight * 3 else weight end) as weight
    from theme_mention
    where
        theme_code not in ('overview', 'funds', 'policy')
        or (theme_code = 'policy' and is_headline)
    group by paragraph_key, theme_code, term_form
),

weighed as (
    select
        paragraph_key,
        theme_code,
        sum(weight) as theme_weight
    from distinct_term
    group by paragraph_key, theme_code
),

ordered as (
    select
        *,
        row_number() over (
            partition by paragraph_key order by theme_weight desc, theme_code asc
        ) as choice
    from weighed
),

final as (
    select
        paragraph.paragraph_key,
        paragraph.document_key,
        case
            when heading_theme.theme_key <> 'none' then heading_theme.theme_key
            else coalesce(ordered.theme_code, 'none')
        end as theme_key,
        case
            when heading_theme.theme_key <> 'none' then 'heading'
            when ordered.theme_code is not null then 'text'
            else 'none'
        end as theme_source
    from paragraph
    left join heading_theme on paragraph.heading_key = heading_theme.heading_key
    left join ordered on paragraph.paragraph_key = ordered.paragraph_key and ordered.choice = 1
)

select * from final
