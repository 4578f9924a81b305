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
    {{ read_tokens(relation) }}
{%- endmacro %}
