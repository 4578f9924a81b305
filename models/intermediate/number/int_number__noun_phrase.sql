-- The noun phrase behind a number: the tokens up to the first preposition, verb, stop or next
-- number, and the counted noun that heads it, the last one in it ("50 village cadre training
-- courses").
with numeral_group as (
    select * from {{ ref('int_number__numeral_group') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

term_mention as (
    select * from {{ ref('int_lexicon__term_mention') }}
),

quotation as (
    select * from {{ ref('int_text__quotation') }}
),

person_suffix as (
    select * from {{ ref('person_suffix') }}
),

numeral as (
    select * from {{ ref('int_number__numeral') }}
),

currency as (
    select * from {{ ref('int_number__currency') }}
),

-- A hyphen without blanks between two words.
hyphen as (
    select
        token.sentence_key,
        token.token_index
    from token
    inner join token as previous_token
        on
            token.sentence_key = previous_token.sentence_key
            and token.token_index - 1 = previous_token.token_index
            and token.token_start = previous_token.token_end
    inner join token as next_token
        on
            token.sentence_key = next_token.sentence_key
            and token.token_index + 1 = next_token.token_index
            and token.token_end = next_token.token_start
            and {{ regexp_like('next_token.token_norm', "'^[a-z]{3,}'") }}
    where
        token.token_norm = '-'
        and {{ regexp_like('previous_token.token_norm', "'^[a-z]{3,}'") }}
),

-- "700 pieces of clothing" counts clothing.
piece as (
    select
        sentence_key,
        token_index
    from token
    where token_norm in ('piece', 'pieces')
),

-- "14 "Skilful Hand" training classes": the mark that closes a short title right behind the number.
title_mark as (
    select distinct
        quotation.sentence_key,
        quotation.token_index_last
    from quotation
    inner join numeral_group
        on
            quotation.sentence_key = numeral_group.sentence_key
            and quotation.token_index_first = numeral_group.token_index_last + 1
    where quotation.token_index_last - quotation.token_index_first <= 6
),

stop_token as (
    select
        token.sentence_key,
        token.token_index
    from token
    left join title_mark
        on
            token.sentence_key = title_mark.sentence_key
            and token.token_index = title_mark.token_index_last
    where
        not {{ regexp_like('token.token_norm', "'^[a-zà-ɏ''/-]'") }}
        and title_mark.sentence_key is null

    union

    -- "village-stationed cadres": behind a hyphen a word goes on with the one before it.
    select
        term_mention.sentence_key,
        term_mention.token_index_first as token_index
    from term_mention
    left join hyphen
        on
            term_mention.sentence_key = hyphen.sentence_key
            and term_mention.token_index_first - 1 = hyphen.token_index
    left join piece
        on
            term_mention.sentence_key = piece.sentence_key
            and term_mention.token_index_first - 1 = piece.token_index
    where
        term_mention.term_class = 'stop'
        and hyphen.sentence_key is null
        and (piece.sentence_key is null or term_mention.term != 'of')

    union

    -- "five provinces' wishes" counts provinces.
    select
        token.sentence_key,
        token.token_index
    from token
    inner join term_mention as possessor
        on
            token.sentence_key = possessor.sentence_key
            and token.token_index - 1 = possessor.token_index_last
            and possessor.term_class in (
                'unit_province', 'unit_county', 'unit_township', 'unit_village'
            )
    where token.token_norm = ''''

    union

    select
        sentence_key,
        token_index
    from numeral
),

bound_after as (
    select
        sentence_key,
        token_index_first,
        max(token_index_last) as token_index_last
    from term_mention
    where term_class in ('bound_more_after', 'bound_less_after', 'bound_about_after')
    group by sentence_key, token_index_first
),

phrase_start as (
    -- "a dozen of villages", "3 of the villages", "a 5-member team", "3,000 plus farmers", "400
    -- "new farmers"": of, a hyphen, an opening quote or a bound may stand between number and
    -- noun.
    select
        numeral_group.sentence_key,
        numeral_group.group_index,
        numeral_group.number_value,
        coalesce(linking_token.token_norm = '-', false) as is_hyphenated,
        coalesce(
            linking_token.token_norm = 'of'
            and second_token.token_norm in ('the', 'its', 'their', 'these', 'those', 'our'),
            false
        ) as is_of_whole,
        coalesce(bound_after.token_index_last, numeral_group.token_index_last) + 1
        + case
            when bound_after.sentence_key is not null then 0
            when
                linking_token.token_norm = 'of'
                and second_token.token_norm in ('the', 'its', 'their', 'these', 'those', 'our')
                then 2
            when linking_token.token_norm = 'more' and second_token.token_norm = 'such' then 2
            when linking_token.token_norm in ('of', '-', 'such') then 1
            when
                linking_token.token_norm in ('"', '''')
                and linking_token.token_end = second_token.token_start
                then 1
            else 0
        end as token_index_first
    from numeral_group
    left join bound_after
        on
            numeral_group.sentence_key = bound_after.sentence_key
            and bound_after.token_index_first = numeral_group.token_index_last + 1
    left join token as linking_token
        on
            numeral_group.sentence_key = linking_token.sentence_key
            and linking_token.token_index = numeral_group.token_index_last + 1
    left join token as second_token
        on
            numeral_group.sentence_key = second_token.sentence_key
            and second_token.token_index = numeral_group.token_index_last + 2
),

simple_phrase as (
    select
        phrase_start.sentence_key,
        phrase_start.group_index,
        phrase_start.number_value,
        phrase_start.is_hyphenated,
        phrase_start.is_of_whole,
        phrase_start.token_index_first,
        coalesce(
            min(stop_token.token_index), phrase_start.token_index_first + 12
        ) - 1 as token_index_last
    from phrase_start
    left join stop_token
        on
            phrase_start.sentence_key = stop_token.sentence_key
            and stop_token.token_index
            between phrase_start.token_index_first and phrase_start.token_index_first + 12
    group by
        phrase_start.sentence_key, phrase_start.group_index, phrase_start.number_value,
        phrase_start.is_hyphenated, phrase_start.is_of_whole, phrase_start.token_index_first
),

unit_noun as (
    select
        term_mention.sentence_key,
        term_mention.token_index_first as token_index,
        hyphen.sentence_key is not null as is_hyphenated
    from term_mention
    left join hyphen
        on
            term_mention.sentence_key = hyphen.sentence_key
            and term_mention.token_index_last + 1 = hyphen.token_index
    where split_part(term_mention.term_class, '_', 1) = 'unit'

    union

    select
        sentence_key,
        token_index_first as token_index,
        false as is_hyphenated
    from currency
),

-- "600 primary school and kindergarten teachers": a noun of one thing behind a number of several
-- goes with the noun that follows.
single_noun as (
    select distinct
        term_mention.sentence_key,
        term_mention.token_index_last as token_index
    from term_mention
    inner join token
        on
            term_mention.sentence_key = token.sentence_key
            and term_mention.token_index_last = token.token_index
            and token.token_norm not like '%s'
    where
        term_mention.term_class in (
            'unit_institution', 'unit_township', 'unit_county', 'unit_village', 'unit_household'
        )
),

-- "40 primary and secondary schools": words before "and" that count nothing themselves share
-- the noun behind it.
coordination as (
    select
        simple_phrase.sentence_key,
        simple_phrase.group_index,
        simple_phrase.token_index_last + 1 as conjunction_index,
        coalesce(min(stop_token.token_index), simple_phrase.token_index_last + 8) - 1
            as token_index_last
    from simple_phrase
    inner join token
        on
            simple_phrase.sentence_key = token.sentence_key
            and simple_phrase.token_index_last + 1 = token.token_index
            and token.token_norm in ('and', 'or')
    left join unit_noun
        on
            simple_phrase.sentence_key = unit_noun.sentence_key
            and unit_noun.token_index
            between simple_phrase.token_index_first and simple_phrase.token_index_last
            and not unit_noun.is_hyphenated
    left join single_noun
        on
            simple_phrase.sentence_key = single_noun.sentence_key
            and simple_phrase.token_index_last = single_noun.token_index
    left join stop_token
        on
            simple_phrase.sentence_key = stop_token.sentence_key
            and stop_token.token_index
            between simple_phrase.token_index_last + 2 and simple_phrase.token_index_last + 8
    where
        (
            unit_noun.sentence_key is null
            or (single_noun.sentence_key is not null and simple_phrase.number_value >= 2)
        )
        and not simple_phrase.is_hyphenated
        and simple_phrase.token_index_last - simple_phrase.token_index_first between 0 and 4
    group by
        simple_phrase.sentence_key, simple_phrase.group_index, simple_phrase.token_index_last
),

shared_noun as (
    select distinct
        coordination.sentence_key,
        coordination.group_index,
        coordination.token_index_last
    from coordination
    inner join unit_noun
        on
            coordination.sentence_key = unit_noun.sentence_key
            and unit_noun.token_index
            between coordination.conjunction_index + 1 and coordination.token_index_last
            and not unit_noun.is_hyphenated
),

phrase_end as (
    select
        simple_phrase.sentence_key,
        simple_phrase.group_index,
        simple_phrase.is_hyphenated,
        simple_phrase.is_of_whole,
        simple_phrase.token_index_first,
        coalesce(shared_noun.token_index_last, simple_phrase.token_index_last) as token_index_last
    from simple_phrase
    left join shared_noun
        on
            simple_phrase.sentence_key = shared_noun.sentence_key
            and simple_phrase.group_index = shared_noun.group_index
),

term_head as (
    select
        phrase_end.sentence_key,
        phrase_end.group_index,
        term_mention.term_class as unit_class,
        term_mention.term as unit_term,
        term_mention.token_index_first,
        term_mention.token_index_last
    from phrase_end
    inner join term_mention
        on
            phrase_end.sentence_key = term_mention.sentence_key
            and split_part(term_mention.term_class, '_', 1) = 'unit'
            and phrase_end.token_index_first <= term_mention.token_index_first
            and phrase_end.token_index_last >= term_mention.token_index_last
),

suffix_head as (
    -- Words that the lexicon does not know but whose ending names persons: "842 beekeepers".
    select distinct
        phrase_end.sentence_key,
        phrase_end.group_index,
        'unit_person' as unit_class,
        token.token_norm as unit_term,
        token.token_index as token_index_first,
        token.token_index as token_index_last
    from phrase_end
    inner join token
        on
            phrase_end.sentence_key = token.sentence_key
            and token.token_index
            between phrase_end.token_index_first and phrase_end.token_index_last
    inner join person_suffix on {{ text_ends_with('token.token_norm', 'person_suffix.suffix') }}
    left join term_mention
        on
            token.sentence_key = term_mention.sentence_key
            and token.token_index
            between term_mention.token_index_first and term_mention.token_index_last
            and (
                split_part(term_mention.term_class, '_', 1) = 'unit'
                or term_mention.term_class = 'not_person'
            )
    where term_mention.sentence_key is null
),

any_head as (
    select * from term_head
    union all
    select * from suffix_head
),

-- "30 visitor-friendly hostels" counts no tourists.
head_found as (
    select any_head.*
    from any_head
    inner join phrase_end
        on
            any_head.sentence_key = phrase_end.sentence_key
            and any_head.group_index = phrase_end.group_index
    left join hyphen
        on
            any_head.sentence_key = hyphen.sentence_key
            and any_head.token_index_last + 1 = hyphen.token_index
    where hyphen.sentence_key is null or phrase_end.is_hyphenated
),

-- "3,200 herdsmen receive skill training": a verb behind counted people ends the phrase.
verb as (
    select
        head_found.sentence_key,
        head_found.group_index,
        min(term_mention.token_index_first) as token_index
    from head_found
    inner join term_mention
        on
            head_found.sentence_key = term_mention.sentence_key
            and head_found.token_index_last < term_mention.token_index_first
            and term_mention.term_class in ('receive_verb', 'attend', 'act')
    left join term_mention as noun
        on
            term_mention.sentence_key = noun.sentence_key
            and split_part(noun.term_class, '_', 1) = 'unit'
            and term_mention.token_index_first
            between noun.token_index_first and noun.token_index_last
    where
        head_found.unit_class in (
            'unit_person', 'unit_household', 'unit_village', 'unit_county'
        )
        and noun.sentence_key is null
    group by head_found.sentence_key, head_found.group_index
),

head_candidate as (
    select head_found.*
    from head_found
    left join verb
        on
            head_found.sentence_key = verb.sentence_key
            and head_found.group_index = verb.group_index
    where verb.token_index is null or verb.token_index > head_found.token_index_last
),

ranked as (
    select
        phrase_end.*,
        verb.token_index as verb_index,
        head_candidate.unit_class,
        head_candidate.unit_term,
        head_candidate.token_index_last as head_token_index,
        row_number() over (
            partition by phrase_end.sentence_key, phrase_end.group_index
            order by
                -- "200 kilowatt equipment": a unit of measurement right behind the number.
                case
                    when
                        head_candidate.unit_class in (
                            'unit_area', 'unit_length', 'unit_weight', 'unit_energy'
                        )
                        and phrase_end.token_index_first = head_candidate.token_index_first
                        then 0
                    else 1
                end asc,
                -- Behind a hyphen the next word is the unit: "a two-month training" counts months.
                case
                    when phrase_end.is_hyphenated then head_candidate.token_index_first else 0
                end asc,
                head_candidate.token_index_last desc,
                head_candidate.token_index_first asc,
                head_candidate.unit_class asc
        ) as candidate_rank
    from phrase_end
    left join verb
        on
            phrase_end.sentence_key = verb.sentence_key
            and phrase_end.group_index = verb.group_index
    left join head_candidate
        on
            phrase_end.sentence_key = head_candidate.sentence_key
            and phrase_end.group_index = head_candidate.group_index
),

-- "219 of the 246 counties": the noun stands behind the whole.
whole as (
    select
        part.sentence_key,
        part.group_index,
        numeral_group.group_index as whole_group_index,
        ranked.unit_class,
        ranked.unit_term,
        ranked.head_token_index
    from phrase_start as part
    inner join numeral_group
        on
            part.sentence_key = numeral_group.sentence_key
            and part.token_index_first = numeral_group.token_index_first
    inner join token
        on
            part.sentence_key = token.sentence_key
            and part.token_index_first - 2 = token.token_index
            and token.token_norm = 'of'
    inner join ranked
        on
            numeral_group.sentence_key = ranked.sentence_key
            and numeral_group.group_index = ranked.group_index
            and ranked.candidate_rank = 1
            and ranked.unit_class is not null
),

final as (
    select
        ranked.sentence_key,
        ranked.group_index,
        ranked.token_index_first,
        least(ranked.token_index_last, ranked.verb_index - 1) as token_index_last,
        -- "15 million of the sum" counts no sums.
        ranked.token_index_last >= ranked.token_index_first
        and (not ranked.is_of_whole or ranked.unit_class is not null) as has_noun,
        coalesce(ranked.unit_class, whole.unit_class) as unit_class,
        coalesce(ranked.unit_term, whole.unit_term) as unit_term,
        coalesce(ranked.head_token_index, whole.head_token_index) as head_token_index,
        part.group_index is not null as is_whole
    from ranked
    left join whole as part
        on
            ranked.sentence_key = part.sentence_key
            and ranked.group_index = part.whole_group_index
    left join whole
        on
            ranked.sentence_key = whole.sentence_key
            and ranked.group_index = whole.group_index
    where ranked.candidate_rank = 1
)

select * from final
