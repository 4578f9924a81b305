-- A token that places, organisations or periods see otherwise than the text has it. Without it a
-- whole family of readings could work on shifted or mangled words. Look at the model named.
with token as (
    select * from {{ ref('int_text__token') }}
),

reader as (
    select
        'int_place__word' as model_name,
        sentence_key,
        token_index,
        token_start,
        token_end,
        token_norm
    from {{ ref('int_place__word') }}

    union all

    select
        'int_period__symbol' as model_name,
        sentence_key,
        token_index,
        token_start,
        token_end,
        token_norm
    from {{ ref('int_period__symbol') }}
),

final as (
    select
        reader.model_name,
        reader.sentence_key,
        reader.token_index,
        reader.token_norm,
        token.token_norm as norm_in_text
    from reader
    left join token
        on
            reader.sentence_key = token.sentence_key
            and reader.token_index = token.token_index
    where
        reader.token_norm is distinct from token.token_norm
        or reader.token_start is distinct from token.token_start
        or reader.token_end is distinct from token.token_end
)

select * from final
