-- What each rule does on the documents that are loaded, and how often it is right where annotated.
with rule_cue as (
    select * from {{ ref('rule_cue') }}
),

rule_echo as (
    select * from {{ ref('rule_echo') }}
),

rule_count as (
    select * from {{ ref('int_kept__rule') }}
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

counted as (
    select
        rule_id,
        sum(fired_count) as fired_count,
        sum(decided_count) as decided_count,
        sum(fact_count) as fact_count
    from rule_count
    group by rule_id
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
        cast(coalesce(counted.fired_count, 0) as integer) as fired_count,
        cast(coalesce(counted.decided_count, 0) as integer) as decided_count,
        cast(coalesce(counted.fact_count, 0) as integer) as fact_count,
        cast(coalesce(judged.gold_decided_count, 0) as integer) as gold_decided_count,
        cast(coalesce(judged.gold_right_count, 0) as integer) as gold_right_count,
        cast(judged.gold_right_count as double) / judged.gold_decided_count as gold_precision_rate
    from rule
    left join counted on rule.rule_id = counted.rule_id
    left join judged on rule.rule_id = judged.rule_id
)

select * from final
