-- One row per stretch of capitalised words that the gazetteer knows as a name.
with word as (
    select * from {{ ref('int_place__word') }}
),

name_form as (
    select * from {{ ref('int_place__name_form') }}
),

-- Words are few, tokens are many.
word_letters as (
    select
        token_norm,
        {{ name_letters('token_norm') }} as letters
    from (select distinct token_norm from word) as distinct_word
),

lettered as (
    select
        word.sentence_key,
        word.token_index,
        word.is_capital,
        word_letters.letters
    from word
    inner join word_letters on word.token_norm = word_letters.token_norm
),

window_of_words as (
    select
        sentence_key,
        token_index,
        is_capital,
        letters as part_0,
    {% for distance in range(1, 6) %}
        lead(letters, {{ distance }}) over sentence_order as part_{{ distance }},
        lead(is_capital, {{ distance }}) over sentence_order as is_capital_{{ distance }}
        {{- "," if not loop.last }}
    {% endfor %}
    from lettered
    window sentence_order as (partition by sentence_key order by token_index)
),

gram as (
    select
        sentence_key,
        token_index as token_index_first,
        token_index as token_index_last,
        part_0 as name_letters
    from window_of_words
    where is_capital
    {% for distance in range(1, 6) %}
        union all

        select
            sentence_key,
            token_index as token_index_first,
            token_index + {{ distance }} as token_index_last,
            concat(
                {{ ['part_0', 'part_1', 'part_2', 'part_3', 'part_4', 'part_5'][:distance + 1]
                    | join(',\n                ') }}
            ) as name_letters
        from window_of_words
        where is_capital and is_capital_{{ distance }}
    {% endfor %}
),

form as (
    select distinct name_letters
    from name_form
),

found as (
    select
        gram.sentence_key,
        gram.token_index_first,
        gram.token_index_last,
        gram.name_letters
    from gram
    inner join form on gram.name_letters = form.name_letters
),

-- Of overlapping stretches the longest, else the first.
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
        name_letters
    from reach
    where token_index_first > coalesce(reached_token_index, 0)
)

select * from final
