-- Names of organisations that no list holds: capitalised words up to a head noun such as
-- Foundation, Group or University.
with token as (
    select * from {{ ref('int_text__token') }}
),

sentence as (
    select
        sentence_key,
        sentence_text
    from {{ ref('int_text__sentence') }}
    where paragraph_type = 'body'
),

-- Titles of documents and projects in quotation marks are full of capitals.
quotation as (
    select * from {{ ref('int_text__quotation') }}
),

head_noun as (
    select * from {{ ref('agency_head_noun') }}
),

opening_word as (
    select * from {{ ref('agency_opening_word') }}
),

-- Without a head noun that is written with a capital there is no such name in a sentence.
named_sentence as (
    select distinct token.sentence_key
    from token
    inner join head_noun on token.token_norm = head_noun.head_noun
    where {{ regexp_like('token.token_text', "'^[A-Z]'") }}
),

marked as (
    select
        token.sentence_key,
        token.token_index,
        token.token_start,
        token.token_end,
        token.token_norm,
        head_noun.organisation_kind,
        {{ regexp_like('token.token_text', "'^[A-Z]'") }}
        and opening_word.word is null
        and quotation.sentence_key is null
        and not (token.token_index = 1 and {{ regexp_like('token.token_norm', "'(ed|ing)$'") }})
            as is_capital,
        token.token_norm in ('of', 'for', 'and', 'the', '&', '-') as is_link
    from named_sentence
    inner join sentence on named_sentence.sentence_key = sentence.sentence_key
    inner join token on named_sentence.sentence_key = token.sentence_key
    left join quotation
        on
            token.sentence_key = quotation.sentence_key
            and token.token_index
            between quotation.token_index_first and quotation.token_index_last
    left join head_noun on token.token_norm = head_noun.head_noun
    left join opening_word on token.token_norm = opening_word.word
),

neighboured as (
    select
        *,
        lag(is_capital) over sentence_order as is_capital_before,
        lag(is_capital, 2) over sentence_order as is_capital_two_before,
        lag(is_link) over sentence_order as is_link_before,
        lead(is_capital) over sentence_order as is_capital_after,
        lead(is_capital, 2) over sentence_order as is_capital_two_after,
        lead(is_link) over sentence_order as is_link_after,
        lag(organisation_kind) over sentence_order as kind_before,
        lag(token_norm) over sentence_order as norm_before,
        lead(token_norm) over sentence_order as norm_after,
        lead(token_norm, 2) over sentence_order as norm_two_after
    from marked
    window sentence_order as (partition by sentence_key order by token_index)
),

joined as (
    select
        *,
        is_capital
        or (
            is_link
            -- A link word belongs to a name only where the name goes on before and behind it.
            and not (token_norm = 'and' and kind_before is not null)
            and (is_capital_before or (is_link_before and is_capital_two_before))
            and (is_capital_after or (is_link_after and is_capital_two_after))
        )
        -- "Co., Ltd."
        or (token_norm = '.' and norm_before in ('co', 'corp', 'ltd', 'inc'))
        or (
            token_norm = ',' and (norm_before = '.' or norm_before in ('co', 'company'))
            and norm_after in ('ltd', 'limited', 'inc', 'llc')
        ) as is_member
    from neighboured
),

islanded as (
    select
        *,
        sum(case when is_member then 0 else 1 end) over (
            partition by sentence_key order by token_index
            rows between unbounded preceding and current row
        ) as island_index
    from joined
),

member as (
    select
        *,
        max(case when organisation_kind is not null and is_capital then token_index end) over (
            partition by sentence_key, island_index
        ) as head_index
    from islanded
    where is_member
),

-- "University of Science": what follows the head noun after "of" belongs to the name.
kept as (
    select
        *,
        min(case when is_capital then token_index end) over (
            partition by sentence_key, island_index
        ) as first_capital_index,
        max(
            case when token_index = head_index + 1 and token_norm in ('of', 'for') then 1 else 0 end
        )
            over (partition by sentence_key, island_index) as has_tail
    from member
),

island as (
    select
        sentence_key,
        island_index,
        min(token_index) as token_index_first,
        max(token_index) as token_index_last,
        min(token_start) as mention_start,
        max(token_end) as mention_end,
        max(case when token_index = head_index then organisation_kind end) as organisation_kind,
        sum(case when is_capital then 1 else 0 end) as capital_count
    from kept
    where
        head_index is not null
        and token_index >= first_capital_index
        and (token_index <= head_index or has_tail = 1 or token_norm in ('.', ',', 'ltd'))
    group by sentence_key, island_index
),

final as (
    select
        island.sentence_key,
        cast(island.token_index_first as integer) as token_index_first,
        cast(island.token_index_last as integer) as token_index_last,
        cast(island.mention_start as integer) as mention_start,
        cast(island.mention_end as integer) as mention_end,
        island.organisation_kind,
        substr(
            sentence.sentence_text,
            island.mention_start + 1,
            island.mention_end - island.mention_start
        ) as mentioned_as
    from island
    inner join sentence on island.sentence_key = sentence.sentence_key
    where island.capital_count > 1
)

select * from final
