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

person_suffix as (
    select * from {{ ref('person_suffix') }}
),

numeral as (
    select * from {{ ref('int_number__numeral') }}
),

stop_token as (
    select
        sentence_key,
        token_index
    from token
    where not {{ regexp_like('token_norm', "'^[a-zà-ɏ''-]'") }}

    union

    select
        sentence_key,
        token_index_first as token_index
    from term_mention
    where term_class = 'stop'

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
    -- "a dozen of villages", "a 5-member team", "3,000 plus farmers": of, a hyphen or a bound may
    -- stand between number and noun.
    select
        numeral_group.sentence_key,
        numeral_group.group_index,
        coalesce(linking_token.token_norm = '-', false) as is_hyphenated,
        coalesce(bound_after.token_index_last, numeral_group.token_index_last) + 1
        + case
            when linking_token.token_norm in ('of', '-') and bound_after.sentence_key is null then 1
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
),

phrase_end as (
    select
        phrase_start.sentence_key,
        phrase_start.group_index,
        phrase_start.is_hyphenated,
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
        phrase_start.sentence_key, phrase_start.group_index,
        phrase_start.is_hyphenated, phrase_start.token_index_first
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
            and starts_with(term_mention.term_class, 'unit_')
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
    inner join person_suffix on ends_with(token.token_norm, person_suffix.suffix)
    left join term_mention
        on
            token.sentence_key = term_mention.sentence_key
            and token.token_index
            between term_mention.token_index_first and term_mention.token_index_last
            and (
                starts_with(term_mention.term_class, 'unit_')
                or term_mention.term_class = 'not_person'
            )
    where term_mention.sentence_key is null
),

head_candidate as (
    select * from term_head
    union all
    select * from suffix_head
),

ranked as (
    select
        phrase_end.*,
        head_candidate.unit_class,
        head_candidate.unit_term,
        head_candidate.token_index_last as head_token_index,
        row_number() over (
            partition by phrase_end.sentence_key, phrase_end.group_index
            order by
                -- Behind a hyphen the next word is the unit: "a two-month training" counts months.
                case
                    when phrase_end.is_hyphenated then head_candidate.token_index_first else 0
                end asc,
                head_candidate.token_index_last desc,
                head_candidate.token_index_first asc,
                head_candidate.unit_class asc
        ) as candidate_rank
    from phrase_end
    left join head_candidate
        on
            phrase_end.sentence_key = head_candidate.sentence_key
            and phrase_end.group_index = head_candidate.group_index
),

final as (
    select
        sentence_key,
        group_index,
        token_index_first,
        token_index_last,
        token_index_last >= token_index_first as has_noun,
        unit_class,
        unit_term,
        head_token_index
    from ranked
    where candidate_rank = 1
)

select * from final
