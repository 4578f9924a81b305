with paragraph as (
    select * from {{ ref('int_text__paragraph') }}
),

body as (
    select
        paragraph_key,
        document_key,
        {{ plain_text('paragraph_text') }} as plain_text
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
