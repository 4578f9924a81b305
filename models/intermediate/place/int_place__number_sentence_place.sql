-- One row per number and stretch of its own sentence from which its places are taken.
with number_evidence as (
    select * from {{ ref('int_place__number_evidence') }}
),

evidence as (
    select * from {{ ref('int_place__evidence') }}
),

wide_sentence as (
    select * from {{ ref('int_place__wide_sentence') }}
),

best as (
    select number_evidence.*
    from number_evidence
    left join wide_sentence on number_evidence.sentence_key = wide_sentence.sentence_key
    -- "31 provinces as well as Hong Kong, Macao and Taiwan" is the whole country.
    where
        wide_sentence.sentence_key is null
        or number_evidence.county_count > 0
        or coalesce(number_evidence.province_code, '') not in ('71', '81', '82')
    qualify
        row_number() over (
            partition by number_evidence.mention_key
            order by
                number_evidence.pairing_rank, number_evidence.distance, number_evidence.evidence_key
        ) = 1
),

-- "for the industry of X and the industry of Y": the second belongs to the same number.
joined as (
    select
        best.mention_key,
        number_evidence.evidence_key,
        'joined' as pairing
    from best
    inner join number_evidence
        on
            best.mention_key = number_evidence.mention_key
            and best.base_rank = 1
            and number_evidence.base_rank = 1
            and best.evidence_index < number_evidence.evidence_index
            and best.comma_count = number_evidence.comma_count
            and best.and_count < number_evidence.and_count
            and number_evidence.county_count > 0
            and best.county_count > 0
            and not number_evidence.is_behind_number
),

-- The best may name a province only ("trained in Zhejiang"): whose people they are stands before.
county_beside as (
    select
        best.mention_key,
        number_evidence.evidence_key,
        'county beside' as pairing
    from best
    inner join number_evidence on best.mention_key = number_evidence.mention_key
    where
        best.county_count = 0
        and number_evidence.county_count > 0
        and (
            number_evidence.is_same_statement
            or (best.is_after_in and number_evidence.is_same_clause)
        )
        and (
            (not number_evidence.is_behind and best.is_after_in)
            or (
                number_evidence.is_behind
                and number_evidence.province_code = best.province_code
                and not number_evidence.is_behind_number
            )
        )
    qualify
        row_number() over (
            partition by best.mention_key
            order by number_evidence.pairing_rank, number_evidence.distance
        ) = 1
),

-- "had the Shaanxi Provincial Department of Transport put in 3 million yuan", in a sentence about
-- one county of Shaanxi.
county_of_authority as (
    select
        best.mention_key,
        min(number_evidence.evidence_key) as evidence_key,
        'county beside' as pairing
    from best
    inner join number_evidence on best.mention_key = number_evidence.mention_key
    inner join evidence on number_evidence.evidence_key = evidence.evidence_key
    left join county_beside on best.mention_key = county_beside.mention_key
    where
        best.is_authority
        and best.county_count = 0
        and number_evidence.county_count = 1
        and county_beside.mention_key is null
    group by best.mention_key
    having
        count(distinct evidence.county_key) = 1
        and bool_and(number_evidence.province_code = best.province_code)
),

-- "cadres of X County were trained in Zhejiang": both provinces.
province_beside as (
    select
        best.mention_key,
        number_evidence.evidence_key,
        'province beside' as pairing
    from best
    inner join number_evidence on best.mention_key = number_evidence.mention_key
    where
        best.county_count > 0
        and best.base_rank in (1, 3)
        and number_evidence.county_count = 0
        and number_evidence.province_count > 0
        and number_evidence.is_behind
        and number_evidence.is_after_in
        and number_evidence.base_rank = 1
        and not number_evidence.is_behind_number
        and not number_evidence.is_authority
),

final as (
    select
        mention_key,
        evidence_key,
        'best' as pairing
    from best

    union all

    select
        mention_key,
        evidence_key,
        pairing
    from joined

    union all

    select
        mention_key,
        evidence_key,
        pairing
    from county_beside

    union all

    select
        mention_key,
        evidence_key,
        pairing
    from county_of_authority

    union all

    select
        mention_key,
        evidence_key,
        pairing
    from province_beside
)

select * from final
