-- The decisions that made the facts on annotated lines, with the rule behind each and its outcome.
with found_fact as (
    select * from {{ ref('int_evaluation__found_fact') }}
),

fact_attribute as (
    select
        mention_key,
        case attribute when 'measure' then 'kind' else attribute end as decision,
        value as reading,
        rule_id
    from {{ ref('fct_attribute') }}
    where attribute in ('measure', 'status', 'stock', 'instrument')
),

matched_pair as (
    select * from {{ ref('int_evaluation__matched_pair') }}
),

attribute_verdict as (
    select * from {{ ref('int_evaluation__attribute_verdict') }}
),

decided as (
    select
        found_fact.found_key,
        fact_attribute.decision,
        fact_attribute.reading,
        fact_attribute.rule_id,
        matched_pair.annotation_number
    from found_fact
    inner join fact_attribute on found_fact.mention_key = fact_attribute.mention_key
    left join matched_pair on found_fact.found_key = matched_pair.found_key
),

final as (
    select
        decided.found_key,
        decided.decision,
        decided.reading,
        decided.rule_id,
        case
            when decided.decision = 'kind' then decided.annotation_number is not null
            else attribute_verdict.is_right
        end as is_right
    from decided
    left join attribute_verdict
        on
            decided.found_key = attribute_verdict.found_key
            and decided.decision = attribute_verdict.attribute_name
    -- What is no fact at all has no right status or instrument.
    where decided.decision = 'kind' or attribute_verdict.is_right is not null
)

select * from final
