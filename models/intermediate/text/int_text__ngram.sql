-- Runs of one to seven tokens: what lexicon and gazetteers are looked up by.
{{ config(materialized='view') }}

with token as (
    select * from {{ ref('int_text__token') }}
),

run_length as (
    select {{ each_element('[1, 2, 3, 4, 5, 6, 7]') }} as token_count
),

token_window as (
    select
        sentence_key,
        token_index,
        {{ collect_values('token_norm') }} over (
            partition by sentence_key
            order by token_index
            rows between current row and 6 following
        ) as norms
    from token
),

final as (
    select
        token_window.sentence_key,
        token_window.token_index as token_index_first,
        cast(token_window.token_index + run_length.token_count - 1 as integer)
            as token_index_last,
        {{ first_words('token_window.norms', 'run_length.token_count') }} as ngram_norm
    from token_window
    inner join run_length
        on run_length.token_count <= {{ list_size('token_window.norms') }}
)

select * from final
