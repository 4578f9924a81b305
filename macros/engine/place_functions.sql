{#
    A place name reduced to its letters: lower case, without diacritics, apostrophes, hyphens and
    blanks, so that "Ma'anshan", "Maanshan" and "Ma An Shan" are looked up alike.
#}
{% macro name_letters(text) -%}
    {{ regexp_replace_all(
        "translate(lower(" ~ text ~ "), 'àáâãäåçèéêëìíîïñòóôõöùúûü', 'aaaaaaceeeeiiiinooooouuuu')",
        "'[^a-z0-9]'", "''"
    ) }}
{%- endmacro %}

{# Number of letters to insert, delete, replace or swap to turn one word into the other. #}
{% macro edit_distance(left, right) -%}
    {{ return(adapter.dispatch('edit_distance')(left, right)) }}
{%- endmacro %}

{% macro default__edit_distance(left, right) -%}
    damerau_levenshtein({{ left }}, {{ right }})
{%- endmacro %}

{# Spark's own levenshtein counts a swap as two letters. Row by row of the table of distances of all
   beginnings: a row and the one before it are kept. #}
{% macro spark__edit_distance(left, right) -%}
    case
        when least(length({{ left }}), length({{ right }})) = 0
            then greatest(length({{ left }}), length({{ right }}))
        else aggregate(
            sequence(1, length({{ left }})),
            struct(
                sequence(0, length({{ right }})) as earlier,
                sequence(0, length({{ right }})) as last
            ),
            (kept, i) -> struct(
                kept.last as earlier,
                aggregate(
                    sequence(1, length({{ right }})),
                    array(i),
                    (distances, j) -> array_append(distances, least(
                        kept.last[j] + 1,
                        distances[j - 1] + 1,
                        kept.last[j - 1]
                        + if(substr({{ left }}, i, 1) = substr({{ right }}, j, 1), 0, 1),
                        if(
                            i > 1 and j > 1
                            and substr({{ left }}, i, 1) = substr({{ right }}, j - 1, 1)
                            and substr({{ left }}, i - 1, 1) = substr({{ right }}, j, 1),
                            kept.earlier[j - 2] + 1,
                            kept.last[j] + 1
                        )
                    ))
                ) as last
            ),
            kept -> kept.last[length({{ right }})]
        )
    end
{%- endmacro %}
