-- The noun phrase behind a number: the tokens up to the first preposition, verb, stop or next number,
-- and the counted noun that heads it, the last one in it ("50 village cadre training courses").
with numeral_group as (
    select * from {{ ref('int_number__numeral_group') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

term_mention as (
    select * from {{ ref('int_lexicon__term_mention') }}
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
),

phrase_start as (
    -- "a dozen of villages", "a 5-member team": of and a hyphen may stand between number and noun.
    select
        numeral_group.sentence_key,
        numeral_group.group_index,
        numeral_group.token_index_last + 1
        + case when linking_token.token_norm in ('of', '-') then 1 else 0 end as token_index_first
    from numeral_group
    left join token as linking_token
        on
            numeral_group.sentence_key = linking_token.sentence_key
            and linking_token.token_index = numeral_group.token_index_last + 1
),

phrase_end as (
    select
        phrase_start.sentence_key,
        phrase_start.group_index,
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
        phrase_start.sentence_key, phrase_start.group_index, phrase_start.token_index_first
),

head_candidate as (
    select
        phrase_end.*,
        term_mention.term_class as unit_class,
        term_mention.term as unit_term,
        term_mention.token_index_last as head_token_index,
        row_number() over (
            partition by phrase_end.sentence_key, phrase_end.group_index
            order by
                term_mention.token_index_last desc,
                term_mention.token_index_first,
                term_mention.term_class
        ) as candidate_rank
    from phrase_end
    left join term_mention
        on
            phrase_end.sentence_key = term_mention.sentence_key
            and starts_with(term_mention.term_class, 'unit_')
            and term_mention.token_index_first >= phrase_end.token_index_first
            and term_mention.token_index_last <= phrase_end.token_index_last
),

final as (
    select
        sentence_key,
        group_index,
        token_index_first,
        token_index_last,
        unit_class,
        unit_term,
        head_token_index
    from head_candidate
    where candidate_rank = 1
)

select * from final
