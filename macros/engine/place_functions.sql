{#
    A place name reduced to its letters: lower case, without diacritics, apostrophes, hyphens and
    blanks, so that "Ma'anshan", "Maanshan" and "Ma An Shan" are looked up alike.
#}
{% macro name_letters(text) -%}
    {{ return(adapter.dispatch('name_letters')(text)) }}
{%- endmacro %}

{% macro default__name_letters(text) -%}
    regexp_replace(
        translate(lower({{ text }}), 'àáâãäåçèéêëìíîïñòóôõöùúûü', 'aaaaaaceeeeiiiinooooouuuu'),
        '[^a-z0-9]', '', 'g'
    )
{%- endmacro %}

{% macro spark__name_letters(text) -%}
    regexp_replace(
        translate(lower({{ text }}), 'àáâãäåçèéêëìíîïñòóôõöùúûü', 'aaaaaaceeeeiiiinooooouuuu'),
        '[^a-z0-9]', ''
    )
{%- endmacro %}

{# Number of letters to insert, delete, replace or swap to turn one word into the other. #}
{% macro edit_distance(left, right) -%}
    {{ return(adapter.dispatch('edit_distance')(left, right)) }}
{%- endmacro %}

{% macro default__edit_distance(left, right) -%}
    damerau_levenshtein({{ left }}, {{ right }})
{%- endmacro %}

{% macro spark__edit_distance(left, right) -%}
    levenshtein({{ left }}, {{ right }})
{%- endmacro %}
