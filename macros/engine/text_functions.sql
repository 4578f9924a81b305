{#
    White space of every kind that documents contain: blanks, tabs, returns, no-break and
    ideographic blanks, byte order marks and zero-width characters, as one string literal.
#}
{% macro blank_characters() -%}
    {{ return(adapter.dispatch('blank_characters')()) }}
{%- endmacro %}

{% macro default__blank_characters() -%}
    concat(
        ' ', chr(9), chr(10), chr(11), chr(12), chr(13), chr(133), chr(160), chr(8192), chr(8193),
        chr(8194), chr(8195), chr(8196), chr(8197), chr(8198), chr(8199), chr(8200), chr(8201),
        chr(8202), chr(8203), chr(8232), chr(8233), chr(8239), chr(8287), chr(12288), chr(65279)
    )
{%- endmacro %}

{# Spark's chr() knows 256 characters; the models' backslashes are doubled. #}
{% macro spark__blank_characters() -%}
    decode(unhex(
        '20090a0b0c0d'
        || 'c285c2a0e28080e28081e28082e28083e28084e28085e28086e28087e28088e28089e2808ae2808b'
        || 'e280a8e280a9e280afe2819fe38080efbbbf'
    ), 'utf-8')
{%- endmacro %}

{# The text without white space at its beginning. #}
{% macro trim_start(text) -%}
    {{ return(adapter.dispatch('trim_start')(text)) }}
{%- endmacro %}

{% macro default__trim_start(text) -%}
    ltrim({{ text }}, {{ blank_characters() }})
{%- endmacro %}

{% macro spark__trim_start(text) -%}
    trim(leading {{ blank_characters() }} from {{ text }})
{%- endmacro %}

{# The text without white space at its end. #}
{% macro trim_end(text) -%}
    {{ return(adapter.dispatch('trim_end')(text)) }}
{%- endmacro %}

{% macro default__trim_end(text) -%}
    rtrim({{ text }}, {{ blank_characters() }})
{%- endmacro %}

{% macro spark__trim_end(text) -%}
    trim(trailing {{ blank_characters() }} from {{ text }})
{%- endmacro %}

{# The text without any white space. #}
{% macro without_blanks(text) -%}
    translate({{ text }}, {{ blank_characters() }}, '')
{%- endmacro %}

{# The text with every stretch of white space as one blank, none at the ends. #}
{% macro single_spaced(text) -%}
    trim({{ regexp_replace_all(
        "translate(" ~ text ~ ", " ~ blank_characters() ~ ", repeat(' ', 26))", "' +'", "' '"
    ) }})
{%- endmacro %}

{# Every match of a pattern replaced; "\1" in the replacement is what the first group matched. #}
{% macro regexp_replace_all(text, pattern, replacement) -%}
    {{ return(adapter.dispatch('regexp_replace_all')(text, pattern, replacement)) }}
{%- endmacro %}

{% macro default__regexp_replace_all(text, pattern, replacement) -%}
    regexp_replace({{ text }}, {{ pattern }}, {{ replacement }}, 'g')
{%- endmacro %}

{% macro spark__regexp_replace_all(text, pattern, replacement) -%}
    regexp_replace({{ text }}, {{ pattern }}, {{ replacement | replace('\\', '$') }})
{%- endmacro %}

{# How often a pattern matches. #}
{% macro regexp_count_all(text, pattern) -%}
    {{ return(adapter.dispatch('regexp_count_all')(text, pattern)) }}
{%- endmacro %}

{% macro default__regexp_count_all(text, pattern) -%}
    len(regexp_extract_all({{ text }}, {{ pattern }}))
{%- endmacro %}

{% macro spark__regexp_count_all(text, pattern) -%}
    regexp_count({{ text }}, {{ pattern }})
{%- endmacro %}

{# The first match of a pattern, or of one of its groups; the empty string if there is none. #}
{% macro regexp_first(text, pattern, group=0) -%}
    regexp_extract({{ text }}, {{ pattern }}, {{ group }})
{%- endmacro %}

{# The texts of a group joined in order, the separator between them. #}
{% macro join_texts(text, order_by, separator="''") -%}
    {{ return(adapter.dispatch('join_texts')(text, order_by, separator)) }}
{%- endmacro %}

{% macro default__join_texts(text, order_by, separator) -%}
    string_agg({{ text }}, {{ separator }} order by {{ order_by }})
{%- endmacro %}

{% macro spark__join_texts(text, order_by, separator) -%}
    listagg({{ text }}, {{ separator }}) within group (order by {{ order_by }})
{%- endmacro %}

{# Does the text begin with the other text? #}
{% macro text_starts_with(text, beginning) -%}
    {{ return(adapter.dispatch('text_starts_with')(text, beginning)) }}
{%- endmacro %}

{% macro default__text_starts_with(text, beginning) -%}
    starts_with({{ text }}, {{ beginning }})
{%- endmacro %}

{% macro spark__text_starts_with(text, beginning) -%}
    startswith({{ text }}, {{ beginning }})
{%- endmacro %}

{# Does the text end with the other text? #}
{% macro text_ends_with(text, ending) -%}
    {{ return(adapter.dispatch('text_ends_with')(text, ending)) }}
{%- endmacro %}

{% macro default__text_ends_with(text, ending) -%}
    ends_with({{ text }}, {{ ending }})
{%- endmacro %}

{% macro spark__text_ends_with(text, ending) -%}
    endswith({{ text }}, {{ ending }})
{%- endmacro %}
