-- All that speaks for a reading of a number: cues in the sentence, and what its siblings are read
-- as.
with cue_evidence as (
    select * from {{ ref('int_number__cue_evidence') }}
),

echo_evidence as (
    select * from {{ ref('int_number__echo_evidence') }}
),

united as (
    select * from cue_evidence
    union all
    select * from echo_evidence
),

final as (
    select
        mention_key,
        decision,
        reading,
        rule_id,
        -- Exact sums: a tie must be a tie on every machine.
        cast(weight as decimal(8, 2)) as weight,
        cue_term,
        gap
    from united
)

select * from final
