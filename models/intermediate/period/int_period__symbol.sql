-- The tokens of a sentence as the period grammar sees them: years, months, numbers and ordinals
-- are symbols, quotation marks are left out but remembered.
with token as (
    select * from {{ ref('int_text__token') }}
),

sentence as (
    select
        sentence_key,
        sentence_text
    from {{ ref('int_text__sentence') }}
),

period_word as (
    select * from {{ ref('period_word') }}
),

word_role as (
    select
        word,
        max(case when word_role = 'connective' then 1 else 0 end) as is_connective,
        max(case when word_role = 'auxiliary' then 1 else 0 end) as is_auxiliary,
        max(case when word_role = 'relative' then 1 else 0 end) as is_relative,
        max(case when word_role = 'participle' then 1 else 0 end) as is_participle,
        max(case when word_role = 'preposition' then 1 else 0 end) as is_preposition,
        max(case when word_role = 'future' then 1 else 0 end) as is_future,
        max(case when word_role = 'count_noun' then 1 else 0 end) as is_count_noun,
        max(case when word_role = 'not_count_noun' then 1 else 0 end) as is_not_count_noun
    from {{ ref('period_word_role') }}
    group by word
),

neighbour as (
    select
        token.*,
        substr(sentence.sentence_text, token.token_start + 1, 1) as first_character,
        lag(token.token_norm) over sentence_order as previous_norm,
        lag(token.token_norm, 2) over sentence_order as second_previous_norm,
        lag(token.token_norm, 3) over sentence_order as third_previous_norm,
        lead(token.token_norm) over sentence_order as next_norm,
        lead(token.token_norm, 2) over sentence_order as second_next_norm,
        lead(token.token_text) over sentence_order as next_text
    from token
    inner join sentence on token.sentence_key = sentence.sentence_key
    window sentence_order as (partition by token.sentence_key order by token.token_index)
),

-- "2018 poor households" counts; "2018 saw" does not. A plural noun after the number tells.
classified as (
    select
        neighbour.*,
        {{ regexp_like('neighbour.token_norm', "'^(1949|19[5-9][0-9]|20[0-4][0-9])$'") }}
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
                and coalesce(next_role.is_count_noun, 0) = 0
            )
            or (
                coalesce(next_role.is_count_noun, 0) = 0
                and not coalesce(
                    {{ regexp_like('neighbour.next_text', "'^[a-z]{2,}[^sui]s$'") }}
                    and coalesce(next_role.is_not_count_noun, 0) = 0,
                    false
                )
            )
        ) as is_year,
        coalesce(own_role.is_connective, 0) as is_connective,
        coalesce(own_role.is_auxiliary, 0) as is_auxiliary,
        coalesce(own_role.is_relative, 0) as is_relative,
        coalesce(own_role.is_preposition, 0) as is_preposition,
        -- "Is to grow", "are to be built".
        case
            when
                neighbour.token_norm = 'to'
                and neighbour.previous_norm in ('is', 'are')
                and {{ regexp_like('neighbour.next_text', "'^[a-z]{2,}$'") }}
                and neighbour.next_norm not in ('the', 'a', 'an', 'this', 'that', 'its', 'their')
                then 1
            else coalesce(own_role.is_future, 0)
        end as is_future,
        case
            when {{ regexp_like('neighbour.token_norm', "'^[a-z]{2,}ed$'") }} then 1
            else coalesce(own_role.is_participle, 0)
        end as is_participle,
        period_word.symbol as word_symbol,
        period_word.word_value,
        case
            when neighbour.first_character in ('“', '《', '「', '『') then 'open'
            when neighbour.first_character in ('”', '》', '」', '』') then 'close'
            when neighbour.first_character = '"' then 'straight'
        end as quote_side
    from neighbour
    left join period_word on neighbour.token_norm = period_word.word
    left join period_word as third_previous_month
        on neighbour.third_previous_norm = third_previous_month.word
    left join word_role as own_role on neighbour.token_norm = own_role.word
    left join word_role as next_role on neighbour.next_norm = next_role.word
),

quoted as (
    select
        *,
        -- Odd: the last mark before opens. Straight marks open and close in turn.
        max(case
            when quote_side = 'open' then token_index * 2 + 1
            when quote_side = 'close' then token_index * 2
        end) over (
            partition by sentence_key order by token_index
            rows between unbounded preceding and current row
        ) as mark_before,
        min(case
            when quote_side = 'open' then token_index * 2 + 1
            when quote_side = 'close' then token_index * 2
        end) over (
            partition by sentence_key order by token_index
            rows between current row and unbounded following
        ) as mark_after,
        sum(case when quote_side = 'straight' then 1 else 0 end) over (
            partition by sentence_key order by token_index
            rows between unbounded preceding and current row
        ) as straight_before,
        sum(case when quote_side = 'straight' then 1 else 0 end) over (
            partition by sentence_key
        ) as straight_total
    from classified
),

symbol as (
    select
        sentence_key,
        cast(row_number() over (partition by sentence_key order by token_index) as integer)
            as symbol_index,
        token_index,
        token_start,
        token_end,
        token_norm,
        case
            when is_year then '<year>'
            when word_symbol = '<month>' and {{ regexp_like('token_text', "'^[A-Z]'") }}
                then '<month>'
            when word_symbol in ('<n>', '<nth>') then word_symbol
            when {{ regexp_like('token_norm', "'^[0-9]{1,2}$'") }} then '<n>'
            else token_norm
        end as symbol,
        case
            when word_symbol is not null then word_value
            when {{ regexp_like('token_norm', "'^[0-9]{1,4}$'") }} then cast(token_norm as integer)
        end as symbol_value,
        coalesce(mod(mark_before, 2) = 1 and mod(mark_after, 2) = 0, false)
        or (mod(straight_before, 2) = 1 and straight_before < straight_total) as is_quoted,
        is_connective,
        is_auxiliary,
        is_relative,
        is_preposition,
        is_participle,
        is_future,
        is_connective = 0
        and (
            token_norm in ('the', 'its', 'their', 'it', 'they')
            or (
                {{ regexp_like('first_character', "'[A-Z]'") }}
                and token_norm not in ('cny', 'rmb', 'usd', 'hkd', 'eur', 'us')
            )
        ) as is_nominal,
        sum(case when token_norm = ';' then 1 else 0 end) over (
            partition by sentence_key order by token_index
            rows between unbounded preceding and current row
        ) as segment_index,
        sum(case when token_norm in (',', ';', ':', '(', ')') then 1 else 0 end) over (
            partition by sentence_key order by token_index
            rows between unbounded preceding and current row
        ) as chunk_index
    from quoted
    where quote_side is null and token_norm not in ('''', '"')
),

-- Running counts, so that what stands between two places is a difference.
final as (
    select
        sentence_key,
        symbol_index,
        token_index,
        token_start,
        token_end,
        token_norm,
        symbol,
        symbol_value,
        is_quoted,
        cast(segment_index as integer) as segment_index,
        cast(chunk_index as integer) as chunk_index,
        cast(coalesce(sum(
            case
                when is_connective = 1 or token_norm in (',', ';', ':', '(', ')') then 0
                else 1
            end
        ) over (
            partition by sentence_key, chunk_index order by symbol_index
            rows between unbounded preceding and 1 preceding
        ), 0) as integer) as content_before_count,
        cast(sum(is_auxiliary) over (
            partition by sentence_key order by symbol_index
            rows between 3 preceding and 1 preceding
        ) as integer) as auxiliary_before_count,
        cast(sum(is_relative) over (
            partition by sentence_key order by symbol_index
            rows between unbounded preceding and current row
        ) as integer) as relative_count,
        cast(sum(is_relative) over (
            partition by sentence_key, chunk_index order by symbol_index
            rows between unbounded preceding and current row
        ) as integer) as chunk_relative_count,
        cast(sum(is_preposition) over (
            partition by sentence_key order by symbol_index
            rows between unbounded preceding and current row
        ) as integer) as preposition_count,
        cast(sum(is_future) over (
            partition by sentence_key order by symbol_index
            rows between unbounded preceding and current row
        ) as integer) as future_count,
        cast(sum(is_future) over (
            partition by sentence_key, chunk_index order by symbol_index
            rows between unbounded preceding and current row
        ) as integer) as chunk_future_count,
        cast(sum(is_future) over (
            partition by sentence_key, segment_index
        ) as integer) as segment_future_count,
        is_participle = 1 as is_participle,
        is_future = 1 as is_future,
        -- Behind the comma and connectives the first word is a noun or an article.
        is_nominal and coalesce(sum(
            case
                when is_connective = 1 or token_norm in (',', ';', ':', '(', ')') then 0
                else 1
            end
        ) over (
            partition by sentence_key, chunk_index order by symbol_index
            rows between unbounded preceding and 1 preceding
        ), 0) = 0 as is_subject_opening
    from symbol
)

select * from final
