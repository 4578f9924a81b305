-- After the rounds of matching no annotated number and found fact are left that overlap and are
-- both without a partner. Without it the report would count as missed what was found. Look at
-- int_evaluation__matched_pair: it lacks a round.
with candidate_pair as (
    select * from {{ ref('int_evaluation__candidate_pair') }}
),

matched_pair as (
    select * from {{ ref('int_evaluation__matched_pair') }}
),

final as (
    {{ pairs_of_the_unmatched('candidate_pair', 'matched_pair') }}
)

select
    annotation_number,
    found_key
from final
