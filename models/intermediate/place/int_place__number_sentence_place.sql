-- One row per number and stretch of its own sentence from which its places are taken.
with number_evidence as (
    select * from {{ ref('int_place__number_evidence') }}
),

best as (
    select *
    from number_evidence
    qualify
        row_number() over (partition by mention_key order by pairing_rank, distance, evidence_key) = 1
),

-- The best may name a province only ("trained in Zhejiang"): whose people they are stands before.
county_beside as (
    select
        best.mention_key,
        number_evidence.evidence_key,
        number_evidence.pairing_rank
    from best
    inner join number_evidence on best.mention_key = number_evidence.mention_key
    where
        best.county_count = 0
        and number_evidence.county_count > 0
        and number_evidence.is_same_clause
        and (
            not number_evidence.is_behind
            or number_evidence.province_code = best.province_code
        )
    qualify
        row_number() over (
            partition by best.mention_key order by number_evidence.pairing_rank, number_evidence.distance
        ) = 1
),

final as (
    select
        mention_key,
        evidence_key
    from best

    union

    select
        mention_key,
        evidence_key
    from county_beside
)

select * from final
