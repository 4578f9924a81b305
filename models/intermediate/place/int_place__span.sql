-- One row per stretch of a sentence that says where something is, with what stands around it and
-- whether it names a giver or a helper.
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

heading_province as (
    select * from {{ ref('int_place__heading_province') }}
),

sentence as (
    select
        sentence_key,
        heading_key
    from {{ ref('int_text__sentence') }}
),

province as (
    select * from {{ ref('place_province') }}
),

term as (
    select
        sentence_key,
        token_index_first as token_index,
        bool_or(term_class = 'aid_verb') as is_aid,
        bool_or(split_part(term_class, '_', 1) = 'give') as is_giving,
        bool_or(term_class = 'firm_noun') as is_firm,
        bool_or(term_class = 'sister_noun') as is_sister
    from {{ ref('int_lexicon__term_mention') }}
    where
        term_class in (
            'aid_verb', 'give_appropriate', 'give_invest', 'give_spend', 'give_generic',
            'firm_noun', 'sister_noun'
        )
    group by sentence_key, token_index_first
),

number_end as (
    select
        sentence_key,
        token_index_last as token_index,
        max(token_index_first) as token_index_first,
        max(mention_key) as mention_key
    from number_mention
    group by sentence_key, token_index_last
),

number_begin as (
    select distinct
        sentence_key,
        token_index_first as token_index
    from number_mention
    -- "Two counties of X and Y" counts the places.
    where coalesce(unit_class, '') not in ('unit_county', 'unit_province')
),

-- What stands around each token.
word as (
    select
        position.*,
        lag(position.token_norm) over sentence_order as norm_before,
        coalesce(lead(position.token_norm) over sentence_order, '') as norm_behind,
        -- "X helped", "X has helped".
        coalesce(lead(term.is_aid) over sentence_order, false)
        or (
            lead(position.token_norm) over sentence_order
            in ('has', 'have', 'had', 'also', 'likewise')
            and coalesce(lead(term.is_aid, 2) over sentence_order, false)
        ) as is_before_aid,
        {{ first_known('case when term.is_giving then position.token_index end') }}
            over three_behind as giving_index,
        {{ first_known(
            'case when term.is_firm and not position.is_capital then position.token_index end'
        ) }} over three_behind as firm_index,
        min(
            case
                when
                    position.is_preposition
                    or position.is_capital
                    or position.token_norm in (
                        ',', ';', ':', '(', ')', 'and', 'the', 'a', 'an', 'its', 'where', 'which'
                    )
                    then position.token_index
            end
        ) over three_behind as stop_index,
        -- "a sister of X".
        lag(position.token_norm) over sentence_order = 'of'
        and coalesce(lag(term.is_sister, 2) over sentence_order, false) as is_after_sister,
        {{ first_known('number_begin.token_index') }} over three_behind as number_index_behind,
        -- "six in X and five in Y": a bare number with its place, in a list of them.
        case
            when
                lag(position.token_norm) over sentence_order in ('in', 'at', 'for', 'to')
                and lag(number_end.token_index_first, 2) over sentence_order
                = position.token_index - 2
                and lag(position.token_norm, 3) over sentence_order in ('and', ',')
                then lag(number_end.mention_key, 2) over sentence_order
        end as elliptic_mention_key
    from position
    left join term
        on
            position.sentence_key = term.sentence_key
            and position.token_index = term.token_index
    left join number_end
        on
            position.sentence_key = number_end.sentence_key
            and position.token_index = number_end.token_index
    left join number_begin
        on
            position.sentence_key = number_begin.sentence_key
            and position.token_index = number_begin.token_index
    where position.sentence_key in (select evidence.sentence_key from evidence)
    window
        sentence_order as (partition by position.sentence_key order by position.token_index),
        three_behind as (
            partition by position.sentence_key order by position.token_index
            rows between 1 following and 3 following
        )
),

span as (
    select
        evidence_key as span_key,
        sentence_key,
        min(document_key) as document_key,
        min(passage_key) as passage_key,
        min(token_index_first) as token_index_first,
        min(token_index_last) as token_index_last,
        -- "the province's finance": who pays, like a public body's name.
        bool_and(is_authority or (evidence_type = 'reference' and county_key is null))
            as is_authority,
        bool_and(evidence_type = 'reference') as is_reference,
        {{ distinct_values('county_key') }} as county_keys,
        count(distinct county_key) as county_count,
        {{ distinct_values('province_code') }} as province_codes,
        min(province_code) as province_code
    from evidence
    group by evidence_key, sentence_key
),

final as (
    select
        span.*,
        case
            when span.county_count > 0 then 'county'
            when span.is_authority then 'authority'
            when span.province_code is not null then 'province'
            else 'area'
        end as span_class,
        first_word.bracket_number,
        first_word.part_number,
        first_word.clause_number,
        first_word.statement_number,
        first_word.comma_count,
        first_word.and_count,
        first_word.norm_before,
        first_word.is_after_aid,
        first_word.is_after_by,
        first_word.is_after_from,
        first_word.is_after_goal,
        first_word.is_after_in,
        first_word.is_after_preposition or first_word.is_preposition as has_preposition,
        first_word.is_phrase_begin,
        first_word.elliptic_mention_key,
        last_word.norm_behind,
        -- "In Lop County 1,870", "and in the latter, 2,096".
        last_word.number_index_behind is not null
        and (
            last_word.norm_behind not in (',', ';', ':', '(', ')', 'and', 'or', 'with')
            or (
                last_word.norm_behind = ','
                and first_word.is_phrase_begin
                and first_word.is_after_in
                and last_word.number_index_behind - span.token_index_last = 2
            )
        ) as is_before_number,
        -- "X helped Y with"; "Qingdao remitted 3 million yuan to X": a province that supports
        -- others gives to the one that the sentence names beside it.
        last_word.is_before_aid
        or (
            (
                last_word.giving_index < coalesce(last_word.stop_index, 100000)
                -- "Haidian District - Aohan Banner", "Shunyi District's money".
                or last_word.norm_behind in ('-', '–', '—', '''s', '’s')
            )
            and not first_word.is_after_goal
            and coalesce(province.is_aid_donor, false)
            and coalesce(bool_or(not province.is_aid_donor) over whole_sentence, false)
        ) as is_giver,
        -- "A Changsha-based firm": where a giver comes from. "A sister of X": named for another.
        first_word.is_after_sister
        or (
            span.county_count = 0
            and not span.is_reference
            and coalesce(last_word.firm_index < coalesce(last_word.stop_index, 100000), false)
        ) as is_attribute,
        -- Where the text or its heading is about one province, another one is named as the helper
        -- unless something happens there: "Hangzhou's aid", "technicians from Shouguang"; and so is
        -- another county in a county's own report.
        span.province_code is not null
        and not first_word.is_after_goal
        and (
            (
                not coalesce(
                    array_contains(
                        span.province_codes,
                        coalesce(heading_province.province_code, topic.province_code)
                    ),
                    true
                )
                -- What a province that supports others gives to another one is there, and a list
                -- may go on from the province of its heading to another one that is helped.
                and not coalesce(
                    coalesce(topic.is_aid_donor, heading_province.province_code is not null)
                    and not province.is_aid_donor,
                    false
                )
            )
            or (
                span.county_count > 0
                -- "The county" is whom the text speaks of.
                and not span.is_reference
                and coalesce(topic.passage_key = span.document_key, false)
                and not coalesce(array_contains(span.county_keys, topic.county_key), true)
            )
        ) as is_helper
    from span
    inner join word as first_word
        on
            span.sentence_key = first_word.sentence_key
            and span.token_index_first = first_word.token_index
    inner join word as last_word
        on
            span.sentence_key = last_word.sentence_key
            and span.token_index_last = last_word.token_index
    left join province on span.province_code = province.province_code
    left join topic on span.passage_key = topic.passage_key
    inner join sentence on span.sentence_key = sentence.sentence_key
    left join heading_province on sentence.heading_key = heading_province.heading_key
    window whole_sentence as (partition by span.sentence_key)
)

select * from final
