-- How each symbol stands in a sentence that tells a period: inside quotation marks, and with counts
-- that run up to it.
with token as (
    select * from {{ ref('int_text__token') }}
),

text_sentence as (
    select
        sentence_key,
        sentence_text
    from {{ ref('int_text__sentence') }}
),

symbol as (
    select * from {{ ref('int_period__symbol') }}
),

period_sentence as (
    select sentence_key from {{ ref('int_period__date') }}
    union
    select sentence_key from {{ ref('int_period__expression') }}
),

word_role as (
    select
        word,
        max(case when word_role = 'connective' then 1 else 0 end) as is_connective,
        max(case when word_role = 'auxiliary' then 1 else 0 end) as is_auxiliary,
        max(case when word_role = 'relative' then 1 else 0 end) as is_relative,
        max(case when word_role = 'participle' then 1 else 0 end) as is_participle,
        max(case when word_role = 'preposition' then 1 else 0 end) as is_preposition,
        max(case when word_role = 'future' then 1 else 0 end) as is_future
    from {{ ref('period_word_role') }}
    group by word
),

sentence_token as (
    select
        token.sentence_key,
        token.token_index,
        token.token_text,
        token.token_norm,
        substr(text_sentence.sentence_text, token.token_start + 1, 1) as first_character
    from period_sentence
    inner join text_sentence on period_sentence.sentence_key = text_sentence.sentence_key
    inner join token on period_sentence.sentence_key = token.sentence_key
),

marked as (
    select
        *,
        case
            when first_character in ('“', '《', '「', '『') then 'open'
            when first_character in ('”', '》', '」', '』') then 'close'
            when first_character = '"' then 'straight'
        end as quote_side
    from sentence_token
),

neighbour as (
    select
        *,
        lag(token_norm) over sentence_order as previous_norm,
        lead(token_norm) over sentence_order as next_norm,
        lead(token_text) over sentence_order as next_text,
        -- Odd: the last mark before opens. Straight marks open and close in turn.
        max(case
            when quote_side = 'open' then token_index * 2 + 1
            when quote_side = 'close' then token_index * 2
        end) over up_to_here as mark_before,
        min(case
            when quote_side = 'open' then token_index * 2 + 1
            when quote_side = 'close' then token_index * 2
        end) over from_here_on as mark_after,
        {{ count_where("quote_side = 'straight'") }} over up_to_here as straight_before,
        {{ count_where("quote_side = 'straight'") }} over whole_sentence as straight_total,
        {{ count_where("token_norm = ';'") }} over up_to_here as segment_index,
        {{ count_where("token_norm in (',', ';', ':', '(', ')')") }} over up_to_here
            as chunk_index
    from marked
    window
        whole_sentence as (partition by sentence_key),
        sentence_order as (partition by sentence_key order by token_index),
        up_to_here as (partition by sentence_key order by token_index rows unbounded preceding),
        from_here_on as (
            partition by sentence_key order by token_index
            rows between current row and unbounded following
        )
),

classed as (
    select
        symbol.*,
        neighbour.segment_index,
        neighbour.chunk_index,
        coalesce(
            mod(neighbour.mark_before, 2) = 1 and mod(neighbour.mark_after, 2) = 0, false
        )
        or (
            mod(neighbour.straight_before, 2) = 1
            and neighbour.straight_before < neighbour.straight_total
        ) as is_quoted,
        coalesce(own_role.is_auxiliary, 0) as is_auxiliary,
        coalesce(own_role.is_relative, 0) as is_relative,
        coalesce(own_role.is_preposition, 0) as is_preposition,
        case
            when {{ regexp_like('symbol.token_norm', "'^[a-z]{2,}ed$'") }} then 1
            else coalesce(own_role.is_participle, 0)
        end as is_participle,
        -- "Is to grow", "are to be built".
        case
            when
                symbol.token_norm = 'to'
                and neighbour.previous_norm in ('is', 'are')
                and {{ regexp_like('neighbour.next_text', "'^[a-z]{2,}$'") }}
                and neighbour.next_norm not in ('the', 'a', 'an', 'this', 'that', 'its', 'their')
                then 1
            else coalesce(own_role.is_future, 0)
        end as is_future,
        case
            when
                own_role.is_connective = 1 or symbol.token_norm in (',', ';', ':', '(', ')')
                then 0
            else 1
        end as is_content,
        coalesce(own_role.is_connective, 0) = 0
        and (
            symbol.token_norm in ('the', 'its', 'their', 'it', 'they')
            or (
                {{ regexp_like('neighbour.first_character', "'[A-Z]'") }}
                and symbol.token_norm not in ('cny', 'rmb', 'usd', 'hkd', 'eur', 'us')
            )
        ) as is_nominal
    from neighbour
    inner join symbol
        on
            neighbour.sentence_key = symbol.sentence_key
            and neighbour.token_index = symbol.token_index
    left join word_role as own_role on symbol.token_norm = own_role.word
),

-- Running counts, so that what stands between two places is a difference.
counted as (
    select
        *,
        sum(is_auxiliary) over three_before as auxiliary_before_count,
        sum(is_relative) over up_to_here as relative_count,
        sum(is_preposition) over up_to_here as preposition_count,
        sum(is_future) over up_to_here as future_count,
        coalesce(sum(is_content) over chunk_before, 0) as content_before_count,
        sum(is_relative) over chunk_up_to_here as chunk_relative_count,
        sum(is_future) over chunk_up_to_here as chunk_future_count,
        sum(is_future) over (partition by sentence_key, segment_index) as segment_future_count
    from classed
    window
        three_before as (
            partition by sentence_key order by symbol_index
            rows between 3 preceding and 1 preceding
        ),
        up_to_here as (
            partition by sentence_key order by symbol_index rows unbounded preceding
        ),
        chunk_before as (
            partition by sentence_key, chunk_index order by symbol_index
            rows between unbounded preceding and 1 preceding
        ),
        chunk_up_to_here as (
            partition by sentence_key, chunk_index order by symbol_index rows unbounded preceding
        )
),

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
        cast(content_before_count as integer) as content_before_count,
        cast(auxiliary_before_count as integer) as auxiliary_before_count,
        cast(relative_count as integer) as relative_count,
        cast(chunk_relative_count as integer) as chunk_relative_count,
        cast(preposition_count as integer) as preposition_count,
        cast(future_count as integer) as future_count,
        cast(chunk_future_count as integer) as chunk_future_count,
        cast(segment_future_count as integer) as segment_future_count,
        is_participle = 1 as is_participle,
        is_future = 1 as is_future,
        -- Behind the comma and connectives the first word is a noun or an article.
        is_nominal and content_before_count = 0 as is_subject_opening
    from counted
)

select * from final
