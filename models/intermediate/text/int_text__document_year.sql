-- How often the text of a document names each year as one of its own: not the year of a comparison
-- ("than in 2006"), not where a span begins ("since 2012"), no goal ("by 2020").
with paragraph as (
    select * from {{ ref('int_text__paragraph') }}
),

body as (
    select
        paragraph_key,
        document_key,
        {{ regexp_replace_all(plain_text('paragraph_text'), other_year_pattern(), "' '") }}
            as plain_text
    from paragraph
    where paragraph_type in ('body', 'heading', 'title', 'document_header', 'group_heading')
),

number as (
    {{ find_spans('body', 'paragraph_key', 'plain_text', "'[0-9][0-9,.]*[0-9]'") }}
),

final as (
    select
        body.document_key,
        cast(number.span_text as integer) as named_year,
        count(*) as mention_count
    from number
    inner join body
        on number.paragraph_key = body.paragraph_key
    where {{ regexp_like('number.span_text', "'^(?:19[789][0-9]|20[0-3][0-9])$'") }}
    group by body.document_key, number.span_text
)

select * from final
