with sentence as (
    select * from {{ ref('int_text__sentence') }}
),

plain_sentence as (
    select
        sentence_key,
        {{ plain_text('sentence_text') }} as plain_text
    from sentence
),

token as (
    {{ find_spans('plain_sentence', 'sentence_key', 'plain_text', token_pattern()) }}
),

final as (
    select
        sentence_key,
        cast(span_index as integer) as token_index,
        cast(span_start as integer) as token_start,
        cast(span_end as integer) as token_end,
        span_text as token_text,
        {{ token_norm('span_text') }} as token_norm
    from token
)

select * from final
