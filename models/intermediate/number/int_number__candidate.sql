-- Every reading of every number that at least one rule speaks for, with the sum of the rules'
-- weights.
with evidence as (
    select
        *,
        weight = max(weight) over (partition by mention_key, decision, reading) as is_strongest
    from {{ ref('int_number__evidence') }}
),

final as (
    select
        mention_key,
        decision,
        reading,
        sum(weight) as score,
        count(*) as rule_count,
        min(case when is_strongest then rule_id end) as rule_id
    from evidence
    group by mention_key, decision, reading
)

select * from final
