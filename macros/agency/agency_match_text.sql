{#
    A name of an organisation reduced to what is compared: lower case, without the link words
    "the", "of", "and", "for" and "&", without blanks and signs. text: a string expression.
#}
{% macro agency_match_text(text) -%}
    {{ regexp_replace_all(
        regexp_replace_all("lower(" ~ text ~ ")", "'\\b(the|of|and|for)\\b'", "''"),
        "'[^a-z0-9<>]'", "''"
    ) }}
{%- endmacro %}
