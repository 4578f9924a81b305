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
