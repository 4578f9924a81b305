-- One reading for each decision about a number: the best-supported candidate, and by how much it
-- won.
with candidate as (
    select * from {{ ref('int_number__candidate') }}
),

ranked as (
    select
        *,
        row_number() over best_first as candidate_rank,
        lead(reading) over best_first as second_reading,
        lead(score) over best_first as second_score
    from candidate
    window best_first as (partition by mention_key, decision order by score desc, reading asc)
),

final as (
    select
        mention_key,
        decision,
        reading,
        rule_id,
        score,
        second_reading,
        score - coalesce(second_score, 0) as margin,
        second_score is not null and score - second_score < 1 as is_close
    from ranked
    where candidate_rank = 1
)

select * from final
