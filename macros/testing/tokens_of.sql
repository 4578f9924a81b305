{#
    The tokens of sentences, as int_text__token makes them: the input of unit tests, so that a test
    can show its sentences instead of their tokens.
    sentences: a dictionary of sentence key and sentence.
#}
{% macro tokens_of(sentences) -%}
    {%- set relation -%}
    (
        {%- for sentence_key, sentence in sentences.items() %}
        select
            '{{ sentence_key }}' as sentence_key,
            {{ plain_text("'" ~ sentence | replace("'", "''") ~ "'") }} as plain_text
        {%- if not loop.last %}
        union all
        {%- endif %}
        {%- endfor %}
    ) as sentence
    {%- endset -%}
    select
        sentence_key,
        cast(span_index as integer) as token_index,
        cast(span_start as integer) as token_start,
        cast(span_end as integer) as token_end,
        span_text as token_text,
        {{ token_norm('span_text') }} as token_norm
    from (
        {{ find_spans(relation, 'sentence_key', 'plain_text', token_pattern()) }}
    ) as token
{%- endmacro %}
