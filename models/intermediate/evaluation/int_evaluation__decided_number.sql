-- The decisions that made the facts on annotated lines, with the rule behind each and its outcome.
with found_fact as (
    select * from {{ ref('int_evaluation__found_fact') }}
),

choice as (
    select * from {{ ref('int_number__choice') }}
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
        choice.decision,
        choice.reading,
        choice.rule_id,
        matched_pair.annotation_number
    from found_fact
    inner join choice on found_fact.mention_key = choice.mention_key
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
