-- A word of a sentence whose next small or solid word is none, or lies before it. Without it names
-- would be cut at wrong words, and places would be named that the text does not name. Look at
-- int_place__word.
with word as (
    select * from {{ ref('int_place__word') }}
),

pointed as (
    select
        word.sentence_key,
        word.token_index,
        word.token_norm,
        word.next_small_index,
        word.next_solid_index,
        word.last_solid_index,
        small.is_capital as is_small_capital,
        next_solid.is_filler as is_next_filler,
        last_solid.is_filler as is_last_filler
    from word
    left join word as small
        on
            word.sentence_key = small.sentence_key
            and word.next_small_index = small.token_index
    left join word as next_solid
        on
            word.sentence_key = next_solid.sentence_key
            and word.next_solid_index = next_solid.token_index
    left join word as last_solid
        on
            word.sentence_key = last_solid.sentence_key
            and word.last_solid_index = last_solid.token_index
),

final as (
    select * from pointed
    where
        (next_small_index is not null and is_small_capital is distinct from false)
        or (next_solid_index is not null and is_next_filler is distinct from false)
        or (last_solid_index is not null and is_last_filler is distinct from false)
        or next_small_index < token_index
        or next_solid_index < token_index
        or last_solid_index > token_index
)

select * from final
