{#
    A product of written figures and scales without the noise of binary fractions: rounded to 15
    significant digits, four decimals at most.
    value: a non-negative double expression.
#}
{% macro round_significant(value) -%}
    round(
        {{ value }},
        cast(least(4, 14 - floor(log10(greatest({{ value }}, 1)))) as integer)
    )
{%- endmacro %}
