{#
    Every match of a pattern in every text of a relation, with its place: columns key, span_index
    (from 1), span_start and span_end (0-based, half-open), span_text.
    relation: a CTE or table; key, text: its column names; pattern: a string literal that never
    matches the empty string.
#}
{% macro find_spans(relation, key, text, pattern) -%}
    select
        matched.{{ key }},
        matched.span_index,
        matched.span_text,
        sum(length(matched.gap_text) + length(matched.span_text)) over (
            partition by matched.{{ key }} order by matched.span_index
        ) - length(matched.span_text) as span_start,
        sum(length(matched.gap_text) + length(matched.span_text)) over (
            partition by matched.{{ key }} order by matched.span_index
        ) as span_end
    from (
        {{ numbered_spans(key) }}
        from (
            select
                {{ key }},
                {{ regexp_find_all(text, pattern) }} as span_texts,
                {{ regexp_split_all(text, pattern) }} as gap_texts
            from {{ relation }}
        ) as found
        {{ span_view() }}
    ) as matched
{%- endmacro %}

{# One row a match: the select list, and where an engine needs one the view that makes the rows. #}
{% macro numbered_spans(key) -%}
    {{ return(adapter.dispatch('numbered_spans')(key)) }}
{%- endmacro %}

{% macro default__numbered_spans(key) -%}
    select
        found.{{ key }},
        unnest(found.span_texts) as span_text,
        unnest(found.gap_texts[1:len(found.span_texts)]) as gap_text,
        unnest(range(1, len(found.span_texts) + 1)) as span_index
{%- endmacro %}

{% macro spark__numbered_spans(key) -%}
    select
        found.{{ key }},
        span.position + 1 as span_index,
        span.pair.span_text,
        span.pair.gap_text
{%- endmacro %}

{% macro span_view() -%}
    {{ return(adapter.dispatch('span_view')()) }}
{%- endmacro %}

{% macro default__span_view() -%}
{%- endmacro %}

{% macro spark__span_view() -%}
    lateral view posexplode(zip_with(
        found.span_texts,
        slice(found.gap_texts, 1, size(found.span_texts)),
        (span_text, gap_text) -> struct(span_text, gap_text)
    )) span as position, pair
{%- endmacro %}
