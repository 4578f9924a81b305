{# Pairs each side of which has no nearer other side. pairs: a CTE of annotation_number, found_key, distance. #}
{% macro nearest_of_both(pairs) -%}
    select
        annotation_number,
        found_key,
        distance
    from (
        select
            *,
            row_number() over (
                partition by annotation_number order by distance, found_key
            ) as rank_of_found,
            row_number() over (
                partition by found_key order by distance, annotation_number
            ) as rank_of_annotation
        from {{ pairs }}
    ) as ranked
    where rank_of_found = 1 and rank_of_annotation = 1
{%- endmacro %}

{# Pairs neither side of which is matched yet. matched: a CTE of the pairs that were matched. #}
{% macro pairs_of_the_unmatched(pairs, matched) -%}
    select
        pair.annotation_number,
        pair.found_key,
        pair.distance
    from {{ pairs }} as pair
    left join {{ matched }} as annotated on pair.annotation_number = annotated.annotation_number
    left join {{ matched }} as found on pair.found_key = found.found_key
    where annotated.annotation_number is null and found.found_key is null
{%- endmacro %}
