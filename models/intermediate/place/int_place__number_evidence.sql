-- One row per number and stretch of its sentence that says where something is, with how well the
-- two go together (1 best).
with number_mention as (
    select * from {{ ref('int_number__mention') }}
),

evidence as (
    select * from {{ ref('int_place__evidence') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

preposition as (
    select * from {{ ref('place_preposition') }}
),

position as (
    select
        token.sentence_key,
        token.token_index,
        token.token_norm,
        preposition.word is not null as is_preposition,
        count(case when token.token_norm = ';' then 1 end) over sentence_order as clause_number,
        count(case when token.token_norm in (',', '(', ')') then 1 end) over sentence_order
            as comma_count,
        lag(preposition.word is not null, 1, false) over sentence_order as is_after_preposition,
        lag(preposition.word is not null, 2, false) over sentence_order
        and lag(token.token_norm, 1, '') over sentence_order in ('the', 'its', 'both', 'our')
            as is_after_preposition_and_article
    from token
    left join preposition on token.token_norm = preposition.word
    window sentence_order as (
        partition by token.sentence_key order by token.token_index
    )
),

number_position as (
    select
        number_mention.mention_key,
        number_mention.sentence_key,
        number_mention.unit_class,
        number_mention.token_index_first,
        number_mention.token_index_last,
        position.clause_number,
        position.comma_count,
        lead(number_mention.token_index_first) over same_unit as next_same_index,
        lead(position.comma_count) over same_unit as next_same_comma_count,
        lag(number_mention.token_index_last) over same_unit as last_same_index
    from number_mention
    inner join position
        on
            number_mention.sentence_key = position.sentence_key
            and number_mention.token_index_first = position.token_index
    window same_unit as (
        partition by number_mention.sentence_key, number_mention.unit_class
        order by number_mention.token_index_first
    )
),

evidence_span as (
    select
        evidence_key,
        sentence_key,
        any_value(evidence_type) as evidence_type,
        any_value(token_index_first) as token_index_first,
        any_value(token_index_last) as token_index_last,
        bool_and(is_authority) as is_authority,
        count(distinct county_key) as county_count,
        min(province_code) as province_code,
        count(distinct province_code) as province_count
    from evidence
    group by evidence_key, sentence_key
),

evidence_position as (
    select
        evidence_span.*,
        position.clause_number,
        position.comma_count,
        position.is_after_preposition or position.is_after_preposition_and_article
        or position.is_preposition as has_preposition
    from evidence_span
    inner join position
        on
            evidence_span.sentence_key = position.sentence_key
            and evidence_span.token_index_first = position.token_index
),

paired as (
    select
        number_position.mention_key,
        number_position.unit_class,
        evidence_position.evidence_key,
        evidence_position.evidence_type,
        evidence_position.county_count,
        evidence_position.province_count,
        evidence_position.province_code,
        evidence_position.is_authority,
        evidence_position.has_preposition,
        evidence_position.clause_number = number_position.clause_number as is_same_clause,
        evidence_position.token_index_first > number_position.token_index_last as is_behind,
        evidence_position.token_index_last < number_position.token_index_first as is_before,
        coalesce(
            number_position.next_same_index < evidence_position.token_index_first, false
        ) as has_number_before_evidence,
        -- "1500 teachers as well as eight headmasters in X": numbers of one phrase share its place.
        coalesce(
            number_position.next_same_comma_count = number_position.comma_count, false
        ) as is_joined_to_next,
        coalesce(
            number_position.last_same_index > evidence_position.token_index_last, false
        ) as has_number_behind_evidence,
        case
            when evidence_position.token_index_first > number_position.token_index_last
                then evidence_position.token_index_first - number_position.token_index_last
            else number_position.token_index_first - evidence_position.token_index_last
        end as distance
    from number_position
    inner join evidence_position on number_position.sentence_key = evidence_position.sentence_key
),

final as (
    select
        mention_key,
        evidence_key,
        evidence_type,
        county_count,
        province_count,
        province_code,
        is_authority,
        is_same_clause,
        is_behind,
        distance,
        case
            when not is_behind and not is_before then 0
            when is_behind and is_same_clause and has_preposition and not has_number_before_evidence
                then 1
            when
                is_behind and is_same_clause and has_preposition
                and has_number_before_evidence and is_joined_to_next
                then 2
            when is_before and is_same_clause then 3
            when is_behind and is_same_clause then 4
            when is_before then 5
        end
        + case when is_authority then 0.5 else 0 end as pairing_rank
    from paired
    where is_same_clause or is_before
)

select * from final
