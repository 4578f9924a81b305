{# The texts of a group in alphabetical order, with commas between them. #}
{% macro comma_list(text) -%}
    {{ return(adapter.dispatch('comma_list')(text)) }}
{%- endmacro %}

{% macro default__comma_list(text) -%}
    string_agg({{ text }}, ', ' order by {{ text }})
{%- endmacro %}

{% macro spark__comma_list(text) -%}
    array_join(array_sort(collect_list({{ text }})), ', ')
{%- endmacro %}

{# An aggregate (or window) that collects values into a list, in order. #}
{% macro collect_values(value) -%}
    {{ return(adapter.dispatch('collect_values')(value)) }}
{%- endmacro %}

{% macro default__collect_values(value) -%}
    list({{ value }})
{%- endmacro %}

{% macro spark__collect_values(value) -%}
    collect_list({{ value }})
{%- endmacro %}

{# The first n values of a list of words, with a blank between them. #}
{% macro first_words(words, word_count) -%}
    {{ return(adapter.dispatch('first_words')(words, word_count)) }}
{%- endmacro %}

{% macro default__first_words(words, word_count) -%}
    array_to_string({{ words }}[1:{{ word_count }}], ' ')
{%- endmacro %}

{% macro spark__first_words(words, word_count) -%}
    array_join(slice({{ words }}, 1, {{ word_count }}), ' ')
{%- endmacro %}

{# How many values a list has. #}
{% macro list_size(values) -%}
    {{ return(adapter.dispatch('list_size')(values)) }}
{%- endmacro %}

{% macro default__list_size(values) -%}
    len({{ values }})
{%- endmacro %}

{% macro spark__list_size(values) -%}
    size({{ values }})
{%- endmacro %}
