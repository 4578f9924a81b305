{#
    The best-supported span of every number: the pairs of a relation model, weighed by the rules of
    one decision. A pair that no rule knows is no candidate; nearness breaks ties, then the order of
    the text. Columns mention_key, span_key, rule_id, is_named (false where the rule says that
    nobody is meant), weight, margin (to the next span; to nothing where there is none).
    relation: a CTE or table with mention_key, span_key, span_class, relation, number_group,
    distance; decision: of rule_link.
#}
{% macro link_choice(relation, decision) -%}
    select
        pair.mention_key,
        pair.span_key,
        rule_link.rule_id,
        rule_link.value = 'span' as is_named,
        rule_link.weight,
        rule_link.weight - coalesce(lead(rule_link.weight) over best_first, 0) as margin
    from {{ relation }} as pair
    inner join {{ ref('rule_link') }} as rule_link
        on
            rule_link.decision = '{{ decision }}'
            and pair.span_class = rule_link.span_class
            and pair.relation = rule_link.relation
            and pair.number_group = rule_link.number_group
    window best_first as (
        partition by pair.mention_key
        order by rule_link.weight desc, pair.distance asc, pair.span_key asc
    )
    qualify row_number() over best_first = 1
{%- endmacro %}
