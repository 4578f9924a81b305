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

province as (
    select * from {{ ref('place_province') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

scope_term as (
    select * from {{ ref('place_scope_term') }}
    where scope = 'national'
),

-- "In X, 180 cadres; 315 managers in the contiguous destitute areas": the clause has left X.
wide_clause as (
    select distinct
        token.sentence_key,
        position.clause_number,
        position.statement_number
    from token
    inner join scope_term
        on {{ form_stands_at('scope_term.scope_form') }}
    inner join position
        on
            token.sentence_key = position.sentence_key
            and token.token_index = position.token_index
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
        wide_clause.sentence_key is not null as is_in_wide_clause,
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
    left join wide_clause
        on
            position.sentence_key = wide_clause.sentence_key
            and position.clause_number = wide_clause.clause_number
            and position.statement_number = wide_clause.statement_number
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
        -- "the province's finance": who pays, like a public body's name.
        bool_and(is_authority or (evidence_type = 'reference' and county_key is null))
            as is_authority,
        bool_and(evidence_type = 'reference') as is_reference,
        min(document_key) as document_key,
        count(distinct county_key) as county_count,
        list(distinct county_key) as county_keys,
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
            and word.token_norm in (
                'helped', 'supported', 'assisted', 'aided', 'gave', 'given', 'donated',
                'granted', 'contributed', 'sponsored', 'lent', 'furnished'
            )
    left join position as auxiliary
        on
            evidence_span.sentence_key = auxiliary.sentence_key
            and word.token_index - 1 = auxiliary.token_index
            and auxiliary.token_norm in ('has', 'have', 'had', 'also', 'likewise')
    where
        evidence_span.token_index_last + 1 = word.token_index
        or evidence_span.token_index_last + 1 = auxiliary.token_index
),

-- "Qingdao remitted 3 million yuan to X": a province that supports others gives to the one that
-- the sentence names beside it.
donor_verb as (
    select distinct evidence_span.evidence_key
    from evidence_span
    inner join province
        on evidence_span.province_code = province.province_code and province.is_aid_donor
    inner join evidence_span as other_span
        on evidence_span.sentence_key = other_span.sentence_key
    inner join province as other_province
        on
            other_span.province_code = other_province.province_code
            and not other_province.is_aid_donor
    inner join position as word
        on
            evidence_span.sentence_key = word.sentence_key
            and word.token_index - evidence_span.token_index_last between 1 and 3
            and word.token_norm in (
                'allocated', 'remitted', 'transferred', 'invested', 'provided', 'issued',
                'arranged', 'appropriated', 'sent', 'injected', 'earmarked', 'handed', 'put',
                'offered', 'spent', 'raised', 'set'
            )
    where evidence_span.county_count = 0
),

-- "A Changsha-based firm", "the Hainan insurance agency": where a giver comes from. Only a name
-- without a type word, of a prefecture or province.
modifier as (
    select distinct evidence_span.evidence_key
    from evidence_span
    inner join position as noun
        on
            evidence_span.sentence_key = noun.sentence_key
            and noun.token_index - evidence_span.token_index_last between 1 and 3
            and noun.token_norm in (
                'firm', 'firms', 'company', 'companies', 'enterprise', 'enterprises', 'agency',
                'brand', 'entrepreneur', 'entrepreneurs', 'businessman', 'businessmen',
                'businessmen', 'manufacturer', 'manufacturers', 'investor', 'investors', 'donors',
                'experts', 'bank', 'banks', 'boss', 'merchant', 'merchants', 'farm', 'chamber',
                'charity'
            )
            and not noun.is_capital
    left join position as other_word
        on
            evidence_span.sentence_key = other_word.sentence_key
            and other_word.token_index between evidence_span.token_index_last + 1
            and noun.token_index - 1
            and (
                other_word.is_preposition
                or other_word.is_capital
                or other_word.token_norm in (
                    ',', ';', ':', '(', ')', 'and', 'the', 'a', 'an', 'its', 'where', 'which'
                )
            )
    where
        other_word.token_index is null
        and evidence_span.county_count = 0
        and not evidence_span.is_reference
),

-- "X County, a sister of Y County": Y is named for X's sake.
sister as (
    select distinct evidence_span.evidence_key
    from evidence_span
    inner join position as sister_word
        on
            evidence_span.sentence_key = sister_word.sentence_key
            and evidence_span.token_index_first - 2 = sister_word.token_index
            and sister_word.token_norm in ('sister', 'twin', 'partner')
    inner join position as link
        on
            evidence_span.sentence_key = link.sentence_key
            and evidence_span.token_index_first - 1 = link.token_index
            and link.token_norm = 'of'
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
    inner join position as first_word
        on
            evidence_span.sentence_key = first_word.sentence_key
            and evidence_span.token_index_first = first_word.token_index
    inner join position as next_word
        on
            evidence_span.sentence_key = next_word.sentence_key
            and evidence_span.token_index_last + 1 = next_word.token_index
            and (
                next_word.token_norm not in (',', ';', ':', '(', ')', 'and', 'or', 'with')
                -- "and in the latter, 2,096"
                or (
                    next_word.token_norm = ','
                    and first_word.is_phrase_begin
                    and first_word.is_after_in
                    and number_position.token_index_first - evidence_span.token_index_last = 2
                )
            )
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

-- "six in X and five in Y": a bare number with its place, in a list of them.
elliptic as (
    select
        evidence_span.evidence_key,
        max(number_position.mention_key) as mention_key
    from evidence_span
    inner join number_position
        on
            evidence_span.sentence_key = number_position.sentence_key
            and evidence_span.token_index_first - number_position.token_index_last = 2
            and number_position.token_index_first = number_position.token_index_last
    inner join position as preposition_before
        on
            evidence_span.sentence_key = preposition_before.sentence_key
            and evidence_span.token_index_first - 1 = preposition_before.token_index
            and preposition_before.token_norm in ('in', 'at', 'for', 'to')
    inner join position as opener
        on
            number_position.sentence_key = opener.sentence_key
            and number_position.token_index_first - 1 = opener.token_index
            and opener.token_norm in ('and', ',')
    group by evidence_span.evidence_key
),

evidence_position as (
    select
        evidence_span.*,
        elliptic.mention_key as elliptic_mention_key,
        giver_verb.evidence_key is not null
        or donor_verb.evidence_key is not null
        or modifier.evidence_key is not null
        or sister.evidence_key is not null as is_giver,
        giver_verb.evidence_key is not null
        or donor_verb.evidence_key is not null as is_of_giver,
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
        position.is_phrase_begin,
        position_behind.token_norm as norm_behind,
        topic.province_code is null
        or list_contains(evidence_span.province_codes, topic.province_code)
        -- What a province that supports others gives to another one is there.
        or coalesce(topic_province.is_aid_donor and not province.is_aid_donor, false)
            as is_in_topic,
        -- In a county's own report another county is one that helps.
        evidence_span.county_count > 0
        and coalesce(
            topic.passage_key = evidence_span.document_key
            and topic.county_key is not null
            and not list_contains(evidence_span.county_keys, topic.county_key),
            false
        ) as is_other_county,
        position.is_after_preposition or position.is_preposition as has_preposition
    from evidence_span
    inner join position
        on
            evidence_span.sentence_key = position.sentence_key
            and evidence_span.token_index_first = position.token_index
    left join position as position_behind
        on
            evidence_span.sentence_key = position_behind.sentence_key
            and evidence_span.token_index_last + 1 = position_behind.token_index
    left join giver_verb on evidence_span.evidence_key = giver_verb.evidence_key
    left join donor_verb on evidence_span.evidence_key = donor_verb.evidence_key
    left join province on evidence_span.province_code = province.province_code
    left join modifier on evidence_span.evidence_key = modifier.evidence_key
    left join sister on evidence_span.evidence_key = sister.evidence_key
    left join number_behind on evidence_span.evidence_key = number_behind.evidence_key
    left join elliptic on evidence_span.evidence_key = elliptic.evidence_key
    left join number_before on evidence_span.evidence_key = number_before.evidence_key
    left join topic on evidence_span.passage_key = topic.passage_key
    left join province as topic_province on topic.province_code = topic_province.province_code
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
        and (not evidence_position.is_in_topic or evidence_position.is_other_county)
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
        evidence_position.is_of_giver and number_position.unit_class = 'currency' as is_of_giver,
        number_position.is_in_wide_clause,
        -- ", and supported X with 74 million": only what X is supported with.
        evidence_position.is_aided
        and evidence_position.statement_number != number_position.statement_number
            as is_aided_apart,
        coalesce(
            evidence_position.elliptic_mention_key != number_position.mention_key
            and (
                evidence_position.token_index_first > number_position.token_index_last
                or evidence_position.clause_number != number_position.clause_number
            ),
            false
        ) as is_of_elliptic,
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
            (
                number_position.next_same_index - evidence_position.token_index_last between 1 and 3
                and coalesce(evidence_position.norm_behind, '') not in (',', ';', 'and')
            )
            or (
                evidence_position.is_phrase_begin
                and (
                    number_position.next_index - evidence_position.token_index_last between 1 and 3
                    or evidence_position.number_index_behind is not null
                )
            )
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
            when is_of_elliptic then null
            when is_aided_apart and is_behind then null
            when is_of_next then 5.5
            when not is_behind and not is_before then 0
            -- A province that gives says nothing of where the money goes.
            when is_of_giver and county_count = 0 then null
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
            when is_before and is_in_wide_clause and county_count > 0 then null
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
