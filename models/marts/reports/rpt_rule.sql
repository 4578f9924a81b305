-- What each rule does on the documents that are loaded, and how often it is right where annotated.
with rule_cue as (
    select * from {{ ref('rule_cue') }}
),

rule_echo as (
    select * from {{ ref('rule_echo') }}
),

evidence as (
    select * from {{ ref('int_number__evidence') }}
),

choice as (
    select * from {{ ref('int_number__choice') }}
),

fact_mention as (
    select * from {{ ref('int_fact__mention') }}
),

decided_number as (
    select * from {{ ref('int_evaluation__decided_number') }}
),

rule as (
    select
        rule_id,
        'cue' as rule_type,
        decision,
        reading,
        cast(weight as double) as weight
    from rule_cue

    union all

    -- An echo speaks for whatever the other numbers of the list are read as.
    select
        rule_id,
        'echo' as rule_type,
        decision,
        cast(null as string) as reading,
        cast(weight as double) as weight
    from rule_echo
),

fired as (
    select
        rule_id,
        count(*) as fired_count
    from evidence
    group by rule_id
),

chosen as (
    select
        rule_id,
        count(*) as decided_count
    from choice
    group by rule_id
),

fact_decided as (
    select
        choice.rule_id,
        count(*) as fact_count
    from choice
    inner join fact_mention on choice.mention_key = fact_mention.mention_key
    group by choice.rule_id
),

judged as (
    select
        rule_id,
        count(*) as gold_decided_count,
        sum(case when is_right then 1 else 0 end) as gold_right_count
    from decided_number
    group by rule_id
),

final as (
    select
        rule.rule_id,
        rule.rule_type,
        rule.decision,
        rule.reading,
        rule.weight,
        cast(coalesce(fired.fired_count, 0) as integer) as fired_count,
        cast(coalesce(chosen.decided_count, 0) as integer) as decided_count,
        cast(coalesce(fact_decided.fact_count, 0) as integer) as fact_count,
        cast(coalesce(judged.gold_decided_count, 0) as integer) as gold_decided_count,
        cast(coalesce(judged.gold_right_count, 0) as integer) as gold_right_count,
        cast(judged.gold_right_count as double) / judged.gold_decided_count as gold_precision_rate
    from rule
    left join fired on rule.rule_id = fired.rule_id
    left join chosen on rule.rule_id = chosen.rule_id
    left join fact_decided on rule.rule_id = fact_decided.rule_id
    left join judged on rule.rule_id = judged.rule_id
)

select * from final
