-- Every reading of every number that at least one rule speaks for, with the sum of the rules'
-- weights.
with evidence as (
    select * from {{ ref('int_number__evidence') }}
),

final as (
    select
        mention_key,
        decision,
        reading,
        sum(weight) as score,
        count(*) as rule_count,
        max_by(rule_id, weight) as rule_id
    from evidence
    group by mention_key, decision, reading
)

select * from final
