-- All that speaks for a reading of a number: cues in the sentence, and what its siblings are read
-- as.
with cue_evidence as (
    select * from {{ ref('int_number__cue_evidence') }}
),

echo_evidence as (
    select * from {{ ref('int_number__echo_evidence') }}
),

final as (
    select * from cue_evidence
    union all
    select * from echo_evidence
)

select * from final
