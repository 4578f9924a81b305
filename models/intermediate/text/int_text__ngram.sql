-- Runs of one to seven tokens: what lexicon and gazetteers are looked up by.
{{ config(materialized='view') }}

with token as (
    select * from {{ ref('int_text__token') }}
),

token_window as (
    select
        sentence_key,
        token_index,
        token_norm as first_norm,
        {% for distance in range(1, 7) %}
        lead(token_norm, {{ distance }}) over (
            partition by sentence_key order by token_index
        ) as norm_{{ distance }}{{ "," if not loop.last }}
        {% endfor %}
    from token
),

final as (
    select
        sentence_key,
        token_index as token_index_first,
        token_index as token_index_last,
        first_norm as ngram_norm
    from token_window
    {% for length in range(2, 8) %}
    union all

    select
        sentence_key,
        token_index as token_index_first,
        token_index + {{ length - 1 }} as token_index_last,
        concat_ws(' ', first_norm
        {%- for distance in range(1, length) %}, norm_{{ distance }}{% endfor %}) as ngram_norm
    from token_window
    where norm_{{ length - 1 }} is not null
    {% endfor %}
)

select * from final
