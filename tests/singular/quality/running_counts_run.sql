-- A count of the words of a sentence so far that falls, or that rises by more than one from one
-- word to the next. Without it rules that ask how many commas, clauses or numbers lie between two
-- words would be told wrong. Returns the model, the column and the place: look at the window in
-- that model.
{% set counters = [
    ('int_number__token_position', 'token_index', 'clause_count'),
    ('int_number__token_position', 'token_index', 'semicolon_count'),
    ('int_number__token_position', 'token_index', 'number_count'),
    ('int_place__token_position', 'token_index', 'part_number'),
    ('int_place__token_position', 'token_index', 'clause_number'),
    ('int_place__token_position', 'token_index', 'statement_number'),
    ('int_place__token_position', 'token_index', 'comma_count'),
    ('int_place__token_position', 'token_index', 'and_count'),
    ('int_period__symbol_position', 'symbol_index', 'preposition_count'),
    ('int_period__symbol_position', 'symbol_index', 'relative_count'),
    ('int_period__symbol_position', 'symbol_index', 'future_count')
] -%}
with step as (
    {% for model, position, counter in counters -%}
        select
            '{{ model }}.{{ counter }}' as column_name,
            sentence_key,
            {{ position }} as word_index,
            {{ counter }} as word_count,
            {{ counter }} - lag({{ counter }}, 1, 0) over (
                partition by sentence_key order by {{ position }}
            ) as difference
        from {{ ref(model) }}
        {% if not loop.last -%}
            union all

        {% endif -%}
    {% endfor %}
),

final as (
    select * from step
    where (difference between 0 and 1) is not true
)

select * from final
