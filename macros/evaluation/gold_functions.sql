{#
    What comes before the first number of an annotated quote: "more than " of "more than 3,000".
    Empty if the quote begins with its number, or holds none. quote: a string expression.
#}
{% macro before_first_number(quote) -%}
    {{ regexp_first(quote, "'(?is)^(.*?)(?:[0-9]|\\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|a dozen|dozens?|hundreds?|thousands?|both|an?)\\b)'", 1) }}
{%- endmacro %}

{#
    The name of a county reduced to what identifies it: letters only, without words of its type, so
    that "Xin'an County" and "Xinan" are the same. name: a string expression.
#}
{% macro county_letters(name) -%}
    {{ regexp_replace_all(
        regexp_replace_all(
            "translate(lower(" ~ name ~ "), '’', '''')",
            "'\\b(autonomous|county|district|banner|city|town|prefecture|the|of)\\b'", "' '"
        ),
        "'[^a-z]'", "''"
    ) }}
{%- endmacro %}
