-- Where the text turns from a total to its parts: "of which", "including", "Of the pooled funds,
-- …", "38 of them".
with fact as (
    select * from {{ ref('int_fact__mention') }}
),

term_mention as (
    select * from {{ ref('int_lexicon__term_mention') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

token_position as (
    select * from {{ ref('int_number__token_position') }}
),

clause_token as (
    select
        sentence_key,
        token_index,
        token_norm,
        lag(token_norm) over (partition by sentence_key order by token_index) as previous_norm,
        lag(token_norm, 2) over (partition by sentence_key order by token_index) as earlier_norm,
        lead(token_norm) over (partition by sentence_key order by token_index) as next_norm,
        lead(token_norm, 2) over (partition by sentence_key order by token_index) as second_norm,
        sum(case token_norm when '(' then 1 when ')' then -1 else 0 end)
            over (partition by sentence_key order by token_index) as bracket_depth
    from token
),

cue as (
    select
        sentence_key,
        token_index_first,
        token_index_last,
        false as opens_with_article
    from term_mention
    where term_class = 'part'

    union

    -- A clause that opens with "of the …", "of these …".
    select
        sentence_key,
        token_index as token_index_first,
        token_index + 1 as token_index_last,
        next_norm in ('the', 'this', 'these', 'those') as opens_with_article
    from clause_token
    where
        token_norm = 'of'
        and coalesce(previous_norm, '.') in ('.', ',', '(', ';', ':', 'and', '"')
        and next_norm in ('the', 'this', 'these', 'those', 'them', 'that', 'it', 'which', 'whom')

    union

    -- "Out of 9 million yuan, …".
    select
        sentence_key,
        token_index as token_index_first,
        token_index as token_index_last,
        true as opens_with_article
    from clause_token
    where
        token_norm = 'of'
        and previous_norm = 'out'
        and coalesce(earlier_norm, '.') in ('.', ',', ';', ':', 'and')
),

before_part as (
    select
        fact.mention_key,
        max(cue.token_index_first) as cue_index_first,
        max_by(cue.opens_with_article, cue.token_index_first) as opens_with_article
    from fact
    inner join cue
        on fact.sentence_key = cue.sentence_key and fact.token_index_first > cue.token_index_last
    inner join token_position as cue_position
        on
            cue.sentence_key = cue_position.sentence_key
            and cue.token_index_last = cue_position.token_index
    inner join token_position as part_position
        on
            fact.sentence_key = part_position.sentence_key
            and fact.token_index_first = part_position.token_index
    inner join clause_token as cue_token
        on
            cue.sentence_key = cue_token.sentence_key
            and cue.token_index_first = cue_token.token_index
    inner join clause_token as part_token
        on
            fact.sentence_key = part_token.sentence_key
            and fact.token_index_first = part_token.token_index
    -- A semicolon ends the enumeration, and so does the bracket in which it stands.
    where
        part_position.semicolon_count = cue_position.semicolon_count
        and part_token.bracket_depth >= cue_token.bracket_depth
    group by fact.mention_key
),

behind_part as (
    select
        fact.mention_key,
        fact.token_index_first as cue_index_first,
        false as opens_with_article
    from fact
    inner join clause_token
        on
            fact.sentence_key = clause_token.sentence_key
            and clause_token.token_index = fact.phrase_index_last + 1
            and clause_token.token_norm = 'of'
            and (
                clause_token.next_norm in (
                    'them', 'these', 'those', 'whom', 'which', 'this', 'it', 'that'
                )
                or (
                    clause_token.next_norm = 'the'
                    and clause_token.second_norm in ('sum', 'total', 'amount', 'money', 'same')
                )
            )
),

-- "9 million yuan (5 million for roads)", "9 million yuan, with 5 million for roads and 4 million
-- for schools": the number right behind, and those listed with it.
beside_part as (
    select
        member.mention_key,
        clause_token.token_index as cue_index_first,
        false as opens_with_article
    from fact
    inner join clause_token
        on
            fact.sentence_key = clause_token.sentence_key
            and clause_token.token_index
            = least(fact.bound_index_first, fact.phrase_index_first) - 1
            and (
                clause_token.token_norm = '('
                or (clause_token.token_norm = 'with' and clause_token.previous_norm = ',')
            )
    inner join clause_token as following_token
        on
            fact.sentence_key = following_token.sentence_key
            and fact.phrase_index_last + 1 = following_token.token_index
            and (
                clause_token.token_norm = '('
                or following_token.token_norm in (
                    'in', 'for', 'to', 'from', 'on', 'into', 'going', 'coming', 'allocated'
                )
            )
    inner join fact as member
        on
            fact.sentence_key = member.sentence_key
            and (
                fact.mention_key = member.mention_key
                or (
                    clause_token.token_norm = 'with'
                    and fact.chain_key = member.chain_key
                    and fact.chain_position < member.chain_position
                )
            )
),

united as (
    select * from before_part
    union all
    select * from behind_part
    union all
    select * from beside_part
),

final as (
    select
        mention_key,
        max(cue_index_first) as cue_index_first,
        max_by(opens_with_article, cue_index_first) as opens_with_article
    from united
    group by mention_key
)

select * from final
