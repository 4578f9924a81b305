-- One row per word in the text that names a kind of place.
with word as (
    select * from {{ ref('int_place__word') }}
),

type_word as (
    select * from {{ ref('place_type_word') }}
),

window_of_words as (
    select
        sentence_key,
        token_index,
        is_capital,
        token_norm,
        lead(token_norm, 1) over sentence_order as norm_1,
        lead(token_norm, 2) over sentence_order as norm_2,
        lead(token_norm, 3) over sentence_order as norm_3
    from word
    window sentence_order as (partition by sentence_key order by token_index)
),

gram as (
    select
        sentence_key,
        token_index as token_index_first,
        token_index as token_index_last,
        is_capital,
        token_norm as type_form
    from window_of_words
    {% for distance in range(1, 4) %}
        union all

        select
            sentence_key,
            token_index as token_index_first,
            token_index + {{ distance }} as token_index_last,
            is_capital,
            concat_ws(
                ' ',
                {{ ['token_norm', 'norm_1', 'norm_2', 'norm_3'][:distance + 1]
                    | join(',\n                ') }}
            ) as type_form
        from window_of_words
        where norm_{{ distance }} is not null
    {% endfor %}
),

found as (
    select
        gram.sentence_key,
        gram.token_index_first,
        gram.token_index_last,
        gram.is_capital,
        type_word.type_form,
        type_word.type_word,
        type_word.place_level,
        type_word.grammatical_number = 'plural' as is_plural
    from gram
    inner join type_word on gram.type_form = type_word.type_form
),

reach as (
    select
        *,
        max(token_index_last) over (
            partition by sentence_key
            order by token_index_first asc, token_index_last desc
            rows between unbounded preceding and 1 preceding
        ) as reached_token_index
    from found
),

final as (
    select
        sentence_key,
        token_index_first,
        token_index_last,
        is_capital,
        type_form,
        type_word,
        place_level,
        is_plural
    from reach
    where token_index_first > coalesce(reached_token_index, 0)
)

select * from final
