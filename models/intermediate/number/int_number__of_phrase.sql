-- The phrase with "of" behind a number ("5 million yuan of women's business loans"), up to the next
-- preposition, verb or stop: its last noun says what the number is an amount of.
with mention as (
    select * from {{ ref('int_number__mention') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

term_mention as (
    select * from {{ ref('int_lexicon__term_mention') }}
),

-- "3 million yuan (half a million dollars) of relief funds": what a bracket holds is passed over.
bracket as (
    select
        sentence_key,
        token_index as opening_index,
        min(case when token_norm = ')' then token_index end) over (
            partition by sentence_key order by token_index
            rows between current row and 12 following
        ) as closing_index,
        token_norm
    from token
),

of_token as (
    select
        mention.mention_key,
        mention.sentence_key,
        token.token_index as of_index
    from mention
    left join bracket
        on
            mention.sentence_key = bracket.sentence_key
            and mention.phrase_index_last + 1 = bracket.opening_index
            and bracket.token_norm = '('
    inner join token
        on
            mention.sentence_key = token.sentence_key
            and coalesce(bracket.closing_index, mention.phrase_index_last) + 1 = token.token_index
    where token.token_norm in ('of', 'in')
),

stop_token as (
    select
        sentence_key,
        token_index
    from token
    where {{ regexp_like('token_norm', "'^[0-9.,;:()\"]'") }}

    union

    select
        sentence_key,
        token_index_first as token_index
    from term_mention
    where term_class in ('stop', 'predicate')
),

final as (
    select
        of_token.mention_key,
        of_token.sentence_key,
        of_token.of_index + 1 as token_index_first,
        coalesce(min(stop_token.token_index), of_token.of_index + 13) - 1 as token_index_last
    from of_token
    left join stop_token
        on
            of_token.sentence_key = stop_token.sentence_key
            and stop_token.token_index
            between of_token.of_index + 1 and of_token.of_index + 12
    group by of_token.mention_key, of_token.sentence_key, of_token.of_index
)

select * from final
