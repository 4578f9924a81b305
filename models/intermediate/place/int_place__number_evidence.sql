-- One row per number and stretch of its sentence that says where something is, with how well the
-- two go together (1 best).
with number_mention as (
    select * from {{ ref('int_number__mention') }}
    where coalesce(unit_class, '') not in ('year', 'date', 'code')
),

evidence as (
    select * from {{ ref('int_place__evidence') }}
),

position as (
    select * from {{ ref('int_place__token_position') }}
),

topic as (
    select * from {{ ref('int_place__topic') }}
),

number_position as (
    select
        number_mention.mention_key,
        number_mention.sentence_key,
        number_mention.unit_class,
        number_mention.token_index_first,
        number_mention.token_index_last,
        position.bracket_number,
        position.part_number,
        position.clause_number,
        position.statement_number,
        position.comma_count,
        position.and_count,
        lead(number_mention.token_index_first) over same_unit as next_same_index,
        lead(position.comma_count) over same_unit as next_same_comma_count,
        -- "two counties of X and Y" counts the places.
        min(
            case
                when coalesce(number_mention.unit_class, '') not in ('unit_county', 'unit_province')
                    then number_mention.token_index_first
            end
        ) over (
            partition by number_mention.sentence_key order by number_mention.token_index_first
            rows between 1 following and unbounded following
        ) as next_index
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
        min(evidence_type) as evidence_type,
        min(passage_key) as passage_key,
        min(token_index_first) as token_index_first,
        min(token_index_last) as token_index_last,
        bool_and(is_authority) as is_authority,
        count(distinct county_key) as county_count,
        min(province_code) as province_code,
        count(distinct province_code) as province_count,
        list(distinct province_code) as province_codes
    from evidence
    group by evidence_key, sentence_key
),

-- "Chengguan District helped X with": who helps is not who is helped.
giver_verb as (
    select
        word.sentence_key,
        word.token_index,
        evidence_span.evidence_key
    from evidence_span
    inner join position as word
        on
            evidence_span.sentence_key = word.sentence_key
            and evidence_span.token_index_last + 1 = word.token_index
            and word.token_norm in (
                'helped', 'supported', 'assisted', 'aided', 'gave', 'donated', 'granted',
                'contributed', 'sponsored', 'lent'
            )
),

-- "In Lop County 1,870": a number right behind the place.
number_behind as (
    select
        evidence_span.evidence_key,
        min(number_position.token_index_first) as token_index
    from evidence_span
    inner join number_position
        on
            evidence_span.sentence_key = number_position.sentence_key
            and number_position.token_index_first - evidence_span.token_index_last between 1 and 3
            and coalesce(number_position.unit_class, '') not in ('unit_county', 'unit_province')
    inner join position as next_word
        on
            evidence_span.sentence_key = next_word.sentence_key
            and evidence_span.token_index_last + 1 = next_word.token_index
            and next_word.token_norm not in (',', ';', ':', '(', ')', 'and', 'or', 'with')
    group by evidence_span.evidence_key
),

-- ", and 1,250 women of X": a number of its own clause whose people the place names.
number_before as (
    select
        evidence_span.evidence_key,
        max(number_position.token_index_first) as token_index
    from evidence_span
    inner join number_position
        on
            evidence_span.sentence_key = number_position.sentence_key
            and evidence_span.token_index_first - number_position.token_index_last between 1 and 6
    inner join position as preposition_before
        on
            evidence_span.sentence_key = preposition_before.sentence_key
            and evidence_span.token_index_first - 1 = preposition_before.token_index
            and preposition_before.token_norm in ('of', 'from')
    inner join position as opener
        on
            number_position.sentence_key = opener.sentence_key
            and number_position.token_index_first - 1 = opener.token_index
            and opener.token_norm in ('and', 'while', 'whereas')
    inner join position as comma
        on
            number_position.sentence_key = comma.sentence_key
            and number_position.token_index_first - 2 = comma.token_index
            and comma.token_norm in (',', ';')
    group by evidence_span.evidence_key
),

evidence_position as (
    select
        evidence_span.*,
        giver_verb.evidence_key is not null as is_giver,
        position.is_after_aid as is_aided,
        number_behind.token_index as number_index_behind,
        number_before.token_index as own_number_index,
        position.bracket_number,
        position.part_number,
        position.clause_number,
        position.statement_number,
        position.comma_count,
        position.and_count,
        position.is_after_in,
        position.is_after_from,
        position.is_after_by,
        position.is_after_goal,
        topic.province_code is null
        or list_contains(evidence_span.province_codes, topic.province_code) as is_in_topic,
        position.is_after_preposition or position.is_preposition as has_preposition
    from evidence_span
    inner join position
        on
            evidence_span.sentence_key = position.sentence_key
            and evidence_span.token_index_first = position.token_index
    left join giver_verb on evidence_span.evidence_key = giver_verb.evidence_key
    left join number_behind on evidence_span.evidence_key = number_behind.evidence_key
    left join number_before on evidence_span.evidence_key = number_before.evidence_key
    left join topic on evidence_span.passage_key = topic.passage_key
),

-- "(4 million yuan from X alone)" says nothing of the numbers outside.
bracket_with_number as (
    select distinct
        sentence_key,
        bracket_number
    from number_position
    where bracket_number > 0
),

paired as (
    select
        number_position.mention_key,
        number_position.sentence_key,
        evidence_position.evidence_key,
        evidence_position.county_count,
        evidence_position.province_count,
        evidence_position.province_code,
        evidence_position.is_authority,
        evidence_position.has_preposition,
        evidence_position.is_after_in,
        -- Money from a place went elsewhere; people from a place are its people.
        evidence_position.is_after_from and number_position.unit_class = 'currency' as is_origin,
        -- Where the text is about one province, another one is named as the helper unless
        -- something happens there: "Hangzhou's aid", "technicians from Shouguang".
        evidence_position.province_count > 0
        and not evidence_position.is_in_topic
        and not evidence_position.is_after_goal
            as is_helper,
        -- "allocated by the region": who gives, not where.
        evidence_position.is_after_by and evidence_position.county_count = 0 as is_agent,
        evidence_position.comma_count,
        evidence_position.and_count,
        evidence_position.token_index_first as evidence_index,
        evidence_position.clause_number = number_position.clause_number as is_same_clause,
        evidence_position.statement_number = number_position.statement_number as is_same_statement,
        evidence_position.token_index_first > number_position.token_index_last as is_behind,
        evidence_position.token_index_last < number_position.token_index_first as is_before,
        coalesce(number_position.next_same_index < evidence_position.token_index_first, false)
            as is_behind_same_unit,
        coalesce(number_position.next_index < evidence_position.token_index_first, false)
            as is_behind_number,
        -- "1500 teachers as well as eight headmasters in X": numbers of one phrase
        -- share its place.
        coalesce(number_position.next_same_comma_count = number_position.comma_count, false)
            as is_joined_to_next,
        (
            bracket_with_number.bracket_number is not null
            or evidence_position.part_number > number_position.part_number
        )
        and evidence_position.bracket_number > 0
        and evidence_position.bracket_number != number_position.bracket_number
            as is_in_other_bracket,
        evidence_position.is_giver,
        -- ", and supported X with 74 million": only what X is supported with.
        evidence_position.is_aided
        and evidence_position.statement_number != number_position.statement_number
            as is_aided_apart,
        -- ", and 1,250 women of X took part" says nothing of what stands before.
        coalesce(
            evidence_position.own_number_index > number_position.token_index_last, false
        ) as is_of_later_number,
        -- "90 million yuan in all, including 35 million yuan in X".
        evidence_position.part_number > number_position.part_number
        and number_position.next_index < evidence_position.token_index_first
            as is_of_part,
        -- "In X, 30 people; in Y, 20": the second place belongs to the second number.
        evidence_position.token_index_first > number_position.token_index_last
        and (
            number_position.next_index - evidence_position.token_index_last between 1 and 3
            or number_position.next_same_index - evidence_position.token_index_last between 1 and 3
            or evidence_position.number_index_behind is not null
        )
        and (
            evidence_position.comma_count > number_position.comma_count
            or evidence_position.and_count > number_position.and_count
            or evidence_position.clause_number > number_position.clause_number
        ) as is_of_next,
        case
            when evidence_position.token_index_first > number_position.token_index_last
                then evidence_position.token_index_first - number_position.token_index_last
            else number_position.token_index_first - evidence_position.token_index_last
        end as distance
    from number_position
    inner join evidence_position on number_position.sentence_key = evidence_position.sentence_key
    left join bracket_with_number
        on
            evidence_position.sentence_key = bracket_with_number.sentence_key
            and evidence_position.bracket_number = bracket_with_number.bracket_number
),

ranked as (
    select
        *,
        case
            when is_in_other_bracket or is_of_part or is_helper or is_of_later_number then null
            when is_aided_apart and is_behind then null
            when is_of_next then 5.5
            when not is_behind and not is_before then 0
            when is_origin and (county_count = 0 or is_before) then 8
            when is_giver then 7.5
            when is_agent then 8
            -- A mountain area of several provinces says less than any of them.
            when county_count = 0 and province_count = 0 and is_same_statement then 4
            when is_behind and is_same_statement and has_preposition and not is_behind_same_unit
                then 1
            when
                is_behind and is_same_statement and has_preposition and is_behind_same_unit
                and is_joined_to_next
                then 2
            when is_before and is_same_statement then 3
            when is_behind and is_same_statement then 4
            when is_before and is_same_clause then 5
            when is_before then 6
            when is_behind and is_same_clause and county_count > 0 then 7
        end as base_rank
    from paired
),

final as (
    select
        mention_key,
        sentence_key,
        evidence_key,
        county_count,
        province_count,
        province_code,
        is_authority,
        is_after_in,
        is_same_clause,
        is_same_statement,
        is_behind,
        is_behind_number,
        comma_count,
        and_count,
        evidence_index,
        distance,
        base_rank,
        base_rank + case when is_authority then 0.5 else 0 end as pairing_rank
    from ranked
    where base_rank is not null
)

select * from final
