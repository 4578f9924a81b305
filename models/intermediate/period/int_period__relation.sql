-- How each period expression stands to each number of its sentence, by name.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
),

period_mention as (
    select * from {{ ref('int_period__mention') }}
),

symbol as (
    select
        *,
        lag(token_norm) over in_sentence as norm_before,
        lead(token_norm) over in_sentence as norm_behind,
        bool_or(token_norm = 'from') over three_before as is_behind_from,
        bool_or(token_norm = 'to') over two_before as is_behind_to,
        min(case when token_norm = 'to' then symbol_index end) over twelve_behind
            as next_to_index,
        bool_or(is_subject_opening) over (partition by sentence_key, chunk_index)
            as is_chunk_of_own_subject
    from {{ ref('int_period__symbol_position') }}
    window
        in_sentence as (partition by sentence_key order by symbol_index),
        three_before as (
            partition by sentence_key order by symbol_index
            rows between 3 preceding and 1 preceding
        ),
        two_before as (
            partition by sentence_key order by symbol_index
            rows between 2 preceding and 1 preceding
        ),
        twelve_behind as (
            partition by sentence_key order by symbol_index
            rows between 1 following and 12 following
        )
),

choice as (
    select * from {{ ref('int_number__choice') }}
),

number_place as (
    select
        number_mention.mention_key,
        number_mention.sentence_key,
        first_symbol.symbol_index as position_first,
        last_symbol.symbol_index as position_last,
        first_symbol.segment_index,
        first_symbol.chunk_index,
        first_symbol.is_chunk_of_own_subject,
        first_symbol.is_behind_from,
        first_symbol.is_behind_to,
        last_symbol.next_to_index,
        last_symbol.relative_count,
        last_symbol.preposition_count,
        last_symbol.future_count,
        last_symbol.chunk_future_count > 0 as is_intended,
        coalesce(last_symbol.norm_behind in ('which', 'that', 'who'), false) as has_own_clause,
        coalesce(status.reading = 'planned', false) as is_planned,
        coalesce(kind.reading = 'people_lifted', false) as is_lifted
    from number_mention
    inner join symbol as first_symbol
        on
            number_mention.sentence_key = first_symbol.sentence_key
            and number_mention.token_index_first = first_symbol.token_index
    inner join symbol as last_symbol
        on
            number_mention.sentence_key = last_symbol.sentence_key
            and number_mention.token_index_last = last_symbol.token_index
    left join choice as status
        on number_mention.mention_key = status.mention_key and status.decision = 'status'
    left join choice as kind
        on number_mention.mention_key = kind.mention_key and kind.decision = 'kind'
),

-- The numbers that a date is made of are dated by themselves and stand between nothing.
own as (
    select
        number_place.mention_key,
        max(period_mention.period_mention_key) as period_mention_key
    from number_place
    inner join period_mention
        on
            number_place.sentence_key = period_mention.sentence_key
            and number_place.position_first <= period_mention.position_last
            and number_place.position_last >= period_mention.position_first
            and period_mention.period_type <> 'cumulative'
    group by number_place.mention_key
),

quantity as (
    select
        number_place.*,
        lead(number_place.position_first, 1, 100000) over in_sentence as next_position,
        -- "From 18 million in early 2014 to 51 million", "to 300 last year from 900 in 2015": the
        -- date belongs to the first level only.
        number_place.is_behind_from
        and (
            number_place.next_to_index
            < lead(number_place.position_first, 1, 100000) over in_sentence
            or (
                lag(number_place.is_behind_to) over in_sentence
                and number_place.position_first
                - lag(number_place.position_last) over in_sentence <= 6
            )
        ) as is_first_level
    from number_place
    left join own on number_place.mention_key = own.mention_key
    where own.mention_key is null
    window in_sentence as (
        partition by number_place.sentence_key order by number_place.position_first
    )
),

span as (
    select
        period_mention.*,
        end_symbol.chunk_index as last_chunk_index,
        start_symbol.relative_count,
        start_symbol.preposition_count,
        start_symbol.future_count,
        start_symbol.chunk_relative_count > 0 and not period_mention.is_leading as is_in_relative,
        coalesce(
            coalesce(period_mention.period_end_year, period_mention.period_start_year)
            > period_mention.reference_year,
            false
        ) as is_future,
        -- "And this year 12,050", ", 2016 71,500": there a year needs no preposition.
        (period_mention.is_dating or period_mention.period_type = 'bare')
        and start_symbol.norm_before in ('and', 'but', 'while', ',', ';')
        and end_symbol.norm_behind not in ('and', ',', ';', 'or', 'to', '-') as is_opening
    from period_mention
    inner join symbol as start_symbol
        on
            period_mention.sentence_key = start_symbol.sentence_key
            and period_mention.position_first = start_symbol.symbol_index
    inner join symbol as end_symbol
        on
            period_mention.sentence_key = end_symbol.sentence_key
            and period_mention.position_last = end_symbol.symbol_index
),

pair as (
    select
        quantity.*,
        span.period_mention_key,
        span.period_type,
        span.is_dating,
        span.is_leading,
        span.is_participial,
        span.is_future,
        span.is_in_relative,
        span.position_first > quantity.position_last as is_behind,
        span.segment_index = quantity.segment_index as is_same_statement,
        span.segment_index < quantity.segment_index as is_earlier_statement,
        quantity.chunk_index in (span.chunk_index, span.last_chunk_index) as is_same_chunk,
        span.position_first < quantity.next_position as is_nearest,
        abs(span.position_first - quantity.position_first) as distance,
        span.relative_count - quantity.relative_count as relatives_between,
        span.future_count - quantity.future_count as futures_between,
        span.preposition_count - quantity.preposition_count as prepositions_between,
        -- The number right behind a date that opens a conjunct.
        min(case
            when
                span.is_opening and quantity.position_first - span.position_last between 1 and 2
                then quantity.position_first
        end) over (partition by span.period_mention_key) as opened_position,
        bool_or(
            quantity.is_first_level and quantity.position_last < span.position_first
            and quantity.next_position > span.position_last
        ) over (partition by span.period_mention_key) as is_of_first_level
    from quantity
    inner join span on quantity.sentence_key = span.sentence_key
),

final as (
    select
        mention_key,
        period_mention_key as span_key,
        'date' as span_class,
        case
            when period_type = 'cumulative' and is_same_statement then 'cumulative_same_statement'
            when period_type = 'cumulative' then 'cumulative_elsewhere'
            when is_of_first_level and is_first_level then 'first_level'
            when is_of_first_level then 'other_level'
            when position_first = opened_position then 'opens_conjunct'
            when position_first < opened_position then 'opens_next_conjunct'
            -- "Planned to give 5 million for roads, schools and wells by 2020": an intended amount
            -- takes the future date behind it, over the commas of a list.
            when
                is_behind and is_same_statement and is_future and is_intended and is_nearest
                and relatives_between = 0
                then 'behind_intended'
            -- "Gave 5 million to ensure that all leave poverty by 2020": the goal is not the gift.
            -- "Helps 9,000 people out of poverty by 2020": here the goal is what is counted.
            when
                is_behind and is_future and period_type in ('until', 'next')
                and not is_intended and futures_between = 0 and not (is_lifted and is_planned)
                then 'behind_as_goal'
            when
                is_behind and is_same_chunk and is_nearest and relatives_between = 0
                and not (is_participial and prepositions_between > 1)
                then 'behind_same_chunk'
            when not is_behind and is_same_chunk and (is_leading or not is_participial)
                then 'before_same_chunk'
            -- "In May, it signed an agreement for 2014-2015, under which it will give 6 million".
            when
                not is_behind and is_same_statement and is_future and is_planned
                and period_type in ('at', 'range', 'plan', 'next')
                then 'before_planned'
            when not is_behind and is_same_statement and is_leading then 'opens_statement'
            when is_earlier_statement and is_leading then 'opens_earlier_statement'
            when is_behind and is_same_chunk and relatives_between = 0 and not is_participial
                then 'behind_other_number'
            -- "A loan of 5,000 yuan which she got in 2018".
            when
                is_behind and is_same_chunk and is_nearest and has_own_clause
                and relatives_between = 1
                then 'behind_own_clause'
            -- "Is to be lifted in 2018; 7 million shall be arranged for this".
            when
                not is_behind and is_future and (is_intended or is_planned)
                and period_type in ('at', 'range', 'plan', 'next')
                then 'before_intended'
            -- Plans and goals named elsewhere in the sentence say nothing about this number.
            when is_participial or is_leading or is_future or period_type in ('plan', 'next')
                then 'elsewhere_apart'
            -- "The fund, to which 3 million had been paid by May, gave 2 million".
            when not is_behind and not is_same_chunk and is_in_relative then 'before_in_relative'
            -- "A has paid 3 million so far, and the county gave 2 million", "gave 2 million, and
            -- had paid 3 million by May": what came together by a date is its own clause.
            when
                not is_same_chunk and period_type in ('until', 'to_date')
                and (is_behind or is_chunk_of_own_subject)
                then 'come_together_apart'
            when is_same_statement and not is_behind then 'before_same_statement'
            when is_same_statement and relatives_between = 0 then 'behind_same_statement'
            else 'other_statement'
        end as relation,
        'any' as number_group,
        distance
    from pair
    where is_dating or position_first = opened_position

    union all

    select
        mention_key,
        period_mention_key as span_key,
        'date' as span_class,
        'holds_number' as relation,
        'any' as number_group,
        0 as distance
    from own
)

select * from final
