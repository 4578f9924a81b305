-- The tokens of a sentence as the period grammar sees them: years, months, numbers and ordinals
-- are symbols, quotation marks are left out.
with token as (
    select
        sentence_key,
        token_index,
        token_start,
        token_end,
        token_text,
        token_norm,
        {{ regexp_like('token_norm', "'^(1949|19[5-9][0-9]|20[0-4][0-9])$'") }} as is_year_like
    from {{ ref('int_text__token') }}
),

period_word as (
    select * from {{ ref('period_word') }}
),

count_noun as (
    select
        word,
        bool_or(word_role = 'count_noun') as is_count_noun,
        bool_or(word_role = 'not_count_noun') as is_not_count_noun
    from {{ ref('period_word_role') }}
    where word_role in ('count_noun', 'not_count_noun')
    group by word
),

year_sentence as (
    select distinct sentence_key
    from token
    where is_year_like
),

neighbour as (
    select
        token.sentence_key,
        token.token_index,
        token.is_year_like,
        lag(token.token_norm) over sentence_order as previous_norm,
        lag(token.token_norm, 2) over sentence_order as second_previous_norm,
        lag(token.token_norm, 3) over sentence_order as third_previous_norm,
        lead(token.token_norm) over sentence_order as next_norm,
        lead(token.token_norm, 2) over sentence_order as second_next_norm,
        lead(token.token_text) over sentence_order as next_text
    from year_sentence
    inner join token on year_sentence.sentence_key = token.sentence_key
    window sentence_order as (partition by token.sentence_key order by token.token_index)
),

-- "2018 poor households" counts; "2018 saw" does not. A plural noun after the number tells.
year as (
    select
        neighbour.sentence_key,
        neighbour.token_index
    from neighbour
    left join period_word as third_previous_month
        on neighbour.third_previous_norm = third_previous_month.word
    left join count_noun as next_role on neighbour.next_norm = next_role.word
    where
        neighbour.is_year_like
        and coalesce(neighbour.previous_norm, '') not in ('cny', 'rmb', 'usd', 'yuan', '$', '¥')
        -- "Trained 2016 village doctors".
        and not coalesce(
            {{ regexp_like('neighbour.previous_norm', "'[a-z]{3}ed$'") }}
            and neighbour.previous_norm not in ('dated', 'ended', 'entitled')
            and {{ regexp_like('neighbour.next_text', "'^[a-z]{4}'") }},
            false
        )
        and (
            -- "Since 2013 donors", "between 1998 and 2013 donors", "In 2013 farmers": no count.
            coalesce(neighbour.previous_norm, '') in (
                'since', 'till', 'until', 'during', 'throughout'
            )
            or (
                coalesce(neighbour.previous_norm, '') in ('and', 'to', '-')
                and (
                    coalesce(neighbour.third_previous_norm, '') in ('between', 'from')
                    -- "From May 2013 to 2017 firms".
                    or (
                        third_previous_month.symbol = '<month>'
                        and neighbour.previous_norm != 'and'
                    )
                )
                and {{ regexp_like('neighbour.second_previous_norm', "'^(19|20)[0-9]{2}$'") }}
            )
            -- "And in 2018 RMB 90".
            or (
                neighbour.previous_norm = 'in'
                and coalesce(
                    {{ regexp_like('neighbour.second_next_norm', "'^[0-9]'") }}, false
                )
            )
            or (
                neighbour.previous_norm = 'in'
                and coalesce(neighbour.second_previous_norm, ';') = ';'
                and not coalesce(next_role.is_count_noun, false)
            )
            or (
                not coalesce(next_role.is_count_noun, false)
                and not coalesce(
                    {{ regexp_like('neighbour.next_text', "'^[a-z]{2,}[^sui]s$'") }}
                    and not coalesce(next_role.is_not_count_noun, false),
                    false
                )
            )
        )
),

final as (
    select
        token.sentence_key,
        cast(row_number() over (
            partition by token.sentence_key order by token.token_index
        ) as integer) as symbol_index,
        token.token_index,
        token.token_start,
        token.token_end,
        token.token_norm,
        case
            when year.sentence_key is not null then '<year>'
            when
                period_word.symbol = '<month>'
                and {{ regexp_like('token.token_text', "'^[A-Z]'") }}
                then '<month>'
            when period_word.symbol in ('<n>', '<nth>') then period_word.symbol
            when {{ regexp_like('token.token_norm', "'^[0-9]{1,2}$'") }} then '<n>'
            else token.token_norm
        end as symbol,
        case
            when period_word.symbol is not null then period_word.word_value
            when {{ regexp_like('token.token_norm', "'^[0-9]{1,4}$'") }}
                then cast(token.token_norm as integer)
        end as symbol_value
    from token
    left join period_word on token.token_norm = period_word.word
    left join year
        on token.sentence_key = year.sentence_key and token.token_index = year.token_index
    where token.token_norm not in ('''', '"', '《', '》', '「', '」', '『', '』')
)

select * from final
