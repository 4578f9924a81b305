-- Annotated numbers and found facts matched one to one, the nearest pair first. A pair that is the
-- nearest of both its sides is what picking the nearest of all pairs, again and again, would pick;
-- three rounds do, as few numbers overlap (a test fails if any pair is left over).
with candidate_pair as (
    select * from {{ ref('int_evaluation__candidate_pair') }}
),

first_round as (
    {{ nearest_of_both('candidate_pair') }}
),

after_first_round as (
    {{ pairs_of_the_unmatched('candidate_pair', 'first_round') }}
),

second_round as (
    {{ nearest_of_both('after_first_round') }}
),

after_second_round as (
    {{ pairs_of_the_unmatched('after_first_round', 'second_round') }}
),

third_round as (
    {{ nearest_of_both('after_second_round') }}
),

final as (
    select
        annotation_number,
        found_key,
        distance,
        1 as match_round
    from first_round

    union all

    select
        annotation_number,
        found_key,
        distance,
        2 as match_round
    from second_round

    union all

    select
        annotation_number,
        found_key,
        distance,
        3 as match_round
    from third_round
)

select * from final
