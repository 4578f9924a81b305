{# The texts of a group in alphabetical order, with commas between them. #}
{% macro comma_list(text) -%}
    {{ join_texts(text, text, "', '") }}
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

{# The values of a group as a list, each once, in order; without nulls. #}
{% macro distinct_values(value) -%}
    {{ return(adapter.dispatch('distinct_values')(value)) }}
{%- endmacro %}

{% macro default__distinct_values(value) -%}
    list(distinct {{ value }} order by {{ value }}) filter (where {{ value }} is not null)
{%- endmacro %}

{% macro spark__distinct_values(value) -%}
    nullif(array_sort(collect_set({{ value }})), array())
{%- endmacro %}

{# The product of the values of a group; null of none. #}
{% macro product_of(value) -%}
    {{ return(adapter.dispatch('product_of')(value)) }}
{%- endmacro %}

{% macro default__product_of(value) -%}
    product({{ value }})
{%- endmacro %}

{% macro spark__product_of(value) -%}
    case
        when count({{ value }}) > 0
            then aggregate(
                collect_list({{ value }}), cast(1 as double), (product, factor) -> product * factor
            )
    end
{%- endmacro %}

{# The first value of a window that is not null; its frame is written behind it. #}
{% macro first_known(value) -%}
    {{ return(adapter.dispatch('first_known')(value)) }}
{%- endmacro %}

{% macro default__first_known(value) -%}
    first_value({{ value }} ignore nulls)
{%- endmacro %}

{% macro spark__first_known(value) -%}
    first_value({{ value }}) ignore nulls
{%- endmacro %}

{# The last value of a window that is not null; its frame is written behind it. #}
{% macro last_known(value) -%}
    {{ return(adapter.dispatch('last_known')(value)) }}
{%- endmacro %}

{% macro default__last_known(value) -%}
    last_value({{ value }} ignore nulls)
{%- endmacro %}

{% macro spark__last_known(value) -%}
    last_value({{ value }}) ignore nulls
{%- endmacro %}

{#
    A window that counts the rows for which a condition holds; its frame is written behind it. In
    DuckDB a filter is three times as fast as counting the values of a case.
#}
{% macro count_where(condition) -%}
    {{ return(adapter.dispatch('count_where')(condition)) }}
{%- endmacro %}

{% macro default__count_where(condition) -%}
    count(*) filter (where {{ condition }})
{%- endmacro %}

{% macro spark__count_where(condition) -%}
    count(case when {{ condition }} then 1 end)
{%- endmacro %}

{# The rows of a group as a list, in the order of the first column; empty of none. #}
{% macro collect_rows(first_column, second_column) -%}
    {{ return(adapter.dispatch('collect_rows')(first_column, second_column)) }}
{%- endmacro %}

{% macro default__collect_rows(first_column, second_column) -%}
    coalesce(
        list(
            struct_pack(
                {{ first_column }} := {{ first_column }}, {{ second_column }} := {{ second_column }}
            )
            order by {{ first_column }}
        ),
        []
    )
{%- endmacro %}

{% macro spark__collect_rows(first_column, second_column) -%}
    array_sort(collect_list(struct({{ first_column }}, {{ second_column }})))
{%- endmacro %}
