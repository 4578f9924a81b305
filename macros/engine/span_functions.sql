{#
    Functions that engines spell differently. Models call these names only;
    an engine gets its own version as <engine>__<name>.
#}

{# All matches of a regular expression, in order, as an array of strings. #}
{% macro regexp_find_all(text, pattern) -%}
    {{ return(adapter.dispatch('regexp_find_all')(text, pattern)) }}
{%- endmacro %}

{% macro default__regexp_find_all(text, pattern) -%}
    regexp_extract_all({{ text }}, {{ pattern }})
{%- endmacro %}

{% macro spark__regexp_find_all(text, pattern) -%}
    regexp_extract_all({{ text }}, {{ pattern }}, 0)
{%- endmacro %}

{# The stretches between the matches: one more than there are matches, empty ones included. #}
{% macro regexp_split_all(text, pattern) -%}
    {{ return(adapter.dispatch('regexp_split_all')(text, pattern)) }}
{%- endmacro %}

{% macro default__regexp_split_all(text, pattern) -%}
    regexp_split_to_array({{ text }}, {{ pattern }})
{%- endmacro %}

{% macro spark__regexp_split_all(text, pattern) -%}
    split({{ text }}, {{ pattern }}, -1)
{%- endmacro %}

{# Is there a match anywhere in the text? #}
{% macro regexp_like(text, pattern) -%}
    {{ return(adapter.dispatch('regexp_like')(text, pattern)) }}
{%- endmacro %}

{% macro default__regexp_like(text, pattern) -%}
    regexp_matches({{ text }}, {{ pattern }})
{%- endmacro %}

{% macro spark__regexp_like(text, pattern) -%}
    ({{ text }} rlike {{ pattern }})
{%- endmacro %}
