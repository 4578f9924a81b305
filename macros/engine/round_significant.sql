{#
    A product of written figures and scales without the noise of binary fractions: rounded to 15
    significant digits, ten decimals at most. From 10^15 on it is null: so many figures count
    nothing, and a double does not hold them.
    value: a non-negative double expression.
#}
{% macro round_significant(value) -%}
    case
        when {{ value }} < 1e5 then round({{ value }}, 10)
        when {{ value }} < 1e11 then round({{ value }}, 4)
        when {{ value }} < 1e12 then round({{ value }}, 3)
        when {{ value }} < 1e13 then round({{ value }}, 2)
        when {{ value }} < 1e14 then round({{ value }}, 1)
        when {{ value }} < 1e15 then round({{ value }}, 0)
    end
{%- endmacro %}
