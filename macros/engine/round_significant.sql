{#
    A product of written figures and scales without the noise of binary fractions: rounded to 15
    significant digits, four decimals at most. From 10^15 on it is null: so many figures count
    nothing, and a double does not hold them.
    value: a non-negative double expression.
#}
{% macro round_significant(value) -%}
    case
        when {{ value }} < 1e15
            then round(
                {{ value }},
                cast(least(4, 14 - floor(log10(greatest({{ value }}, 1)))) as integer)
            )
    end
{%- endmacro %}
