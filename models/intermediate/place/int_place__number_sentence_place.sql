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

number_mention as (
    select * from {{ ref('int_number__mention') }}
),

position as (
    select * from {{ ref('int_place__token_position') }}
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
                number_evidence.pairing_rank asc,
                number_evidence.distance asc,
                number_evidence.county_count desc,
                number_evidence.evidence_key asc
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
    -- "falling to X and the remainder to Y"
    left join position as rest_word
        on
            best.sentence_key = rest_word.sentence_key
            and rest_word.token_index
            between best.evidence_index and number_evidence.evidence_index
            and rest_word.token_norm in ('rest', 'remainder', 'remaining', 'other')
    where rest_word.token_index is null
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

-- "3 million in all, of which 1.8 million went to X and 1.2 million to Y": parts that make up
-- the total bring their places along.
number_position as (
    select
        number_mention.mention_key,
        number_mention.sentence_key,
        number_mention.unit_class,
        number_mention.number_value,
        number_mention.token_index_first,
        position.part_number,
        position.statement_number
    from number_mention
    inner join position
        on
            number_mention.sentence_key = position.sentence_key
            and number_mention.token_index_first = position.token_index
    where number_mention.unit_class = 'currency' and number_mention.number_value > 0
),

part_sum as (
    select
        total.mention_key,
        total.sentence_key,
        total.unit_class,
        total.part_number
    from number_position as total
    inner join number_position as part
        on
            total.sentence_key = part.sentence_key
            and total.unit_class = part.unit_class
            and total.part_number + 1 = part.part_number
            and total.token_index_first < part.token_index_first
    left join best as total_best on total.mention_key = total_best.mention_key
    left join best as part_best
        on part.mention_key = part_best.mention_key and part_best.county_count > 0
    where total_best.mention_key is null
    group by
        total.mention_key, total.sentence_key, total.unit_class, total.part_number,
        total.number_value
    having
        count(*) > 1
        and count(*) = count(part_best.mention_key)
        and sum(part.number_value) between 0.9 * total.number_value and total.number_value
),

-- "Gave 28 million: 13 million in X, 9 million in Y, 6 million in Z": no word says that they are
-- parts, but they add up.
running_sum as (
    select
        total.mention_key,
        part.mention_key as part_mention_key,
        part.token_index_first,
        total.number_value as total_value,
        total_best.mention_key is null or total_best.is_behind as is_unplaced,
        part_best.county_count > 0 as is_placed,
        count(*) over so_far as part_count,
        sum(part.number_value) over so_far as part_value
    from number_position as total
    inner join number_position as part
        on
            total.sentence_key = part.sentence_key
            and total.unit_class = part.unit_class
            and total.statement_number = part.statement_number
            and total.token_index_first < part.token_index_first
            and total.number_value > part.number_value
    left join best as total_best on total.mention_key = total_best.mention_key
    left join best as part_best on part.mention_key = part_best.mention_key
    window so_far as (
        partition by total.mention_key order by part.token_index_first
        rows unbounded preceding
    )
),

full_sum as (
    select
        mention_key,
        min(token_index_first) as token_index_last
    from running_sum
    where part_count > 1 and part_value between 0.999 * total_value and 1.001 * total_value
    group by mention_key
),

summed as (
    select
        running_sum.mention_key,
        running_sum.part_mention_key
    from running_sum
    inner join full_sum
        on
            running_sum.mention_key = full_sum.mention_key
            and running_sum.token_index_first <= full_sum.token_index_last
    qualify
        bool_and(running_sum.is_unplaced and coalesce(running_sum.is_placed, false)) over (
            partition by running_sum.mention_key
        )
),

of_parts as (
    select
        part_sum.mention_key,
        best.evidence_key,
        'parts' as pairing
    from part_sum
    inner join number_position as part
        on
            part_sum.sentence_key = part.sentence_key
            and part_sum.unit_class = part.unit_class
            and part_sum.part_number + 1 = part.part_number
    inner join best on part.mention_key = best.mention_key

    union

    select
        summed.mention_key,
        best.evidence_key,
        'parts' as pairing
    from summed
    inner join best on summed.part_mention_key = best.mention_key
    left join best as own_best
        on
            summed.mention_key = own_best.mention_key
            and best.evidence_key = own_best.evidence_key
    where own_best.mention_key is null
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

    union all

    select
        mention_key,
        evidence_key,
        pairing
    from of_parts
)

select * from final
