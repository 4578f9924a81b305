with sentence as (
    select * from {{ ref('int_text__sentence') }}
),

plain_sentence as (
    select
        sentence_key,
        {{ plain_text('sentence_text') }} as plain_text
    from sentence
),

final as (
    {{ read_tokens('plain_sentence') }}
)

select * from final
