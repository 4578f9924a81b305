-- One row per token that is a word, with what place names need to know of it.
with token as (
    select * from {{ ref('int_text__token') }}
),

people_word as (
    select * from {{ ref('place_people_word') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

term_form as (
    select * from {{ ref('int_lexicon__term_form') }}
),

document_token as (
    select
        sentence.document_key,
        token.*
    from token
    inner join sentence on token.sentence_key = sentence.sentence_key
),

-- A word that its document writes small somewhere is a word of the language, not a name. What other
-- documents write does not count: each is read by itself.
small_word as (
    select distinct
        document_key,
        token_norm
    from document_token
    where {{ regexp_like('token_text', "'^[a-z]'") }}
),

lexicon_word as (
    select distinct term_form as token_norm
    from term_form
    where token_count = 1
),

classed as (
    select
        token.sentence_key,
        token.token_index,
        token.token_start,
        token.token_end,
        token.token_text,
        token.token_norm,
        {{ regexp_like('token.token_text', "'^[A-ZÀ-Þ]'") }} as is_capital,
        {{ regexp_like('token.token_text', "'[a-zA-ZÀ-ɏ]'") }} as is_word,
        {{ regexp_like('token.token_text', "'.[''’]s$'") }} as is_possessive,
        people_word.people_word is not null as is_people_word,
        small_word.token_norm is not null
        or lexicon_word.token_norm is not null as is_common
    from document_token as token
    left join people_word on token.token_norm = people_word.people_word
    left join small_word
        on
            token.document_key = small_word.document_key
            and token.token_norm = small_word.token_norm
    left join lexicon_word on token.token_norm = lexicon_word.token_norm
),

neighboured as (
    select
        *,
        coalesce(lag(is_people_word) over sentence_order, false) as is_after_people,
        coalesce(lead(is_people_word) over sentence_order, false)
        or coalesce(lead(token_norm) over sentence_order, '') = 'autonomous' as is_before_people
    from classed
    window sentence_order as (partition by sentence_key order by token_index)
),

filled as (
    -- "Weichang Manchu and Mongolian Autonomous County": the peoples stand between name and type.
    select
        *,
        is_people_word
        or (
            token_norm in ('and', ',', '-', '/', '&') and is_after_people and is_before_people
        ) as is_filler
    from neighboured
),

final as (
    select
        sentence_key,
        token_index,
        token_start,
        token_end,
        token_text,
        token_norm,
        is_capital,
        is_word,
        is_possessive,
        is_filler,
        is_common,
        -- The first token from here on that is no people, and that is not written with a capital.
        {{ first_known('case when not is_filler then token_index end') }} over following
            as next_solid_index,
        {{ first_known('case when not is_capital then token_index end') }} over following
            as next_small_index,
        {{ last_known('case when not is_filler then token_index end') }} over preceding
            as last_solid_index
    from filled
    window
        following as (
            partition by sentence_key order by token_index
            rows between current row and unbounded following
        ),
        preceding as (
            partition by sentence_key order by token_index
            rows between unbounded preceding and current row
        )
)

select * from final
