{#
    Whether a value is another one, told with fewer figures: the nearest with so many, or with the
    bound that it bears on the right side of it ("more than 2.9 billion" of 2,924 million). The
    first two figures always count: 100 is no rounding of 140.
    coarse, fine: names of relations with `total_value` (positive), `value_bound` and `significant_digits`.
#}
{% macro is_rounding(coarse, fine) -%}
    {%- set unit -%}
        power(10, floor(log10({{ coarse }}.total_value)) + 1 - greatest({{ coarse }}.significant_digits, 2))
    {%- endset -%}
    (
        {{ coarse }}.significant_digits < {{ fine }}.significant_digits
        and case {{ coarse }}.value_bound
            when 'more_than'
                then
                    {{ fine }}.total_value > {{ coarse }}.total_value
                    and {{ fine }}.total_value < {{ coarse }}.total_value + {{ unit }}
            when 'less_than'
                then
                    {{ fine }}.total_value < {{ coarse }}.total_value
                    and {{ fine }}.total_value > {{ coarse }}.total_value - {{ unit }}
            else abs({{ fine }}.total_value - {{ coarse }}.total_value) <= {{ unit }} / 2
        end
    )
{%- endmacro %}
