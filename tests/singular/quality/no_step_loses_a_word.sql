-- A sentence of which a step has more or fewer words than the text. Without it what hangs on a word
-- that got lost would be missing. Returns the step and the sentence: look at the joins of that
-- model.
{% set steps = [
    'int_place__word', 'int_place__token_position', 'int_number__token_position'
] -%}
with text_count as (
    select
        sentence_key,
        count(*) as word_count
    from {{ ref('int_text__token') }}
    group by sentence_key
),

step_count as (
    {% for step in steps %}
        {{ 'union all' if not loop.first }}
        select
            '{{ step }}' as step,
            sentence_key,
            count(*) as word_count
        from {{ ref(step) }}
        group by sentence_key
    {% endfor %}
),

final as (
    select
        step_count.step,
        step_count.sentence_key,
        step_count.word_count as words_in_step,
        text_count.word_count as words_in_text
    from step_count
    left join text_count on step_count.sentence_key = text_count.sentence_key
    where step_count.word_count is distinct from text_count.word_count
)

select * from final
