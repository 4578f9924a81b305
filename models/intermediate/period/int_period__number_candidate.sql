-- Every period expression that could date a number of its sentence, ranked by how it stands to it.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
),

period_mention as (
    select * from {{ ref('int_period__mention') }}
),

symbol as (
    select * from {{ ref('int_period__symbol') }}
),

planned as (
    select mention_key
    from {{ ref('int_number__choice') }}
    where decision = 'status' and reading = 'planned'
),

lifted as (
    select mention_key
    from {{ ref('int_number__choice') }}
    where decision = 'kind' and reading = 'people_lifted'
),

number_place as (
    select
        number_mention.mention_key,
        number_mention.sentence_key,
        number_mention.mention_start,
        number_mention.mention_end,
        min(symbol.symbol_index) as position_first,
        max(symbol.symbol_index) as position_last
    from number_mention
    inner join symbol
        on
            number_mention.sentence_key = symbol.sentence_key
            and number_mention.mention_start < symbol.token_end
            and number_mention.mention_end > symbol.token_start
    group by
        number_mention.mention_key, number_mention.sentence_key,
        number_mention.mention_start, number_mention.mention_end
),

-- The numbers that a date is made of are dated by themselves and stand between nothing.
number_kind as (
    select
        number_place.mention_key,
        number_place.sentence_key,
        number_place.position_first,
        number_place.position_last,
        max(period_mention.period_mention_key) as own_period_key
    from number_place
    left join period_mention
        on
            number_place.sentence_key = period_mention.sentence_key
            and number_place.mention_start < period_mention.mention_end
            and number_place.mention_end > period_mention.mention_start
            and period_mention.period_type <> 'cumulative'
    group by
        number_place.mention_key, number_place.sentence_key,
        number_place.position_first, number_place.position_last
),

quantity as (
    select
        number_kind.*,
        lead(number_kind.position_first) over (
            partition by number_kind.sentence_key order by number_kind.position_first
        ) as next_position,
        lag(number_kind.position_first) over (
            partition by number_kind.sentence_key order by number_kind.position_first
        ) as previous_first,
        lag(number_kind.position_last) over (
            partition by number_kind.sentence_key order by number_kind.position_first
        ) as previous_position
    from number_kind
    where number_kind.own_period_key is null
),

-- "From 18 million in early 2014 to 51 million": the date belongs to the first level only.
levelled as (
    select
        quantity.*,
        first_symbol.segment_index,
        first_symbol.chunk_index,
        last_symbol.relative_count,
        last_symbol.preposition_count,
        last_symbol.future_count,
        last_symbol.chunk_future_count > 0 as is_intended,
        exists (
            select 1 from symbol
            where
                symbol.sentence_key = quantity.sentence_key
                and symbol.symbol_index between quantity.position_first - 3
                and quantity.position_first - 1
                and symbol.token_norm = 'from'
        )
        and (
            exists (
                select 1 from symbol
                where
                    symbol.sentence_key = quantity.sentence_key
                    and symbol.symbol_index between quantity.position_last + 1
                    and least(quantity.next_position - 1, quantity.position_last + 12)
                    and symbol.token_norm = 'to'
            )
            -- "to 300 last year from 900 in 2015"
            or exists (
                select 1 from symbol
                where
                    symbol.sentence_key = quantity.sentence_key
                    and symbol.symbol_index between quantity.previous_first - 2
                    and quantity.previous_first - 1
                    and quantity.position_first - quantity.previous_position <= 6
                    and symbol.token_norm = 'to'
            )
        ) as is_first_level
    from quantity
    inner join symbol as first_symbol
        on
            quantity.sentence_key = first_symbol.sentence_key
            and quantity.position_first = first_symbol.symbol_index
    inner join symbol as last_symbol
        on
            quantity.sentence_key = last_symbol.sentence_key
            and quantity.position_last = last_symbol.symbol_index
),

-- "And this year 12,050", ", 2016 71,500": a date that opens a conjunct belongs to the number right
-- behind it; there a year needs no preposition.
opening_conjunct as (
    select
        period_mention.period_mention_key,
        min(quantity.position_first) as opened_position
    from period_mention
    inner join symbol as symbol_before
        on
            period_mention.sentence_key = symbol_before.sentence_key
            and period_mention.position_first - 1 = symbol_before.symbol_index
            and symbol_before.token_norm in ('and', 'but', 'while', ',', ';')
    inner join symbol as symbol_behind
        on
            period_mention.sentence_key = symbol_behind.sentence_key
            and period_mention.position_last + 1 = symbol_behind.symbol_index
            and symbol_behind.token_norm not in ('and', ',', ';', 'or', 'to', '-')
    inner join quantity
        on
            period_mention.sentence_key = quantity.sentence_key
            and quantity.position_first - period_mention.position_last between 1 and 2
    where period_mention.is_dating or period_mention.period_type = 'bare'
    group by period_mention.period_mention_key
),

level_period as (
    select distinct period_mention.period_mention_key
    from levelled
    inner join period_mention
        on
            levelled.sentence_key = period_mention.sentence_key
            and levelled.is_first_level
            and levelled.position_last < period_mention.position_first
            and coalesce(levelled.next_position, 100000) > period_mention.position_last
),

-- How many relative words each part between commas reaches, and whether it opens with a subject of
-- its own ("and the county", "while Yun County").
chunk as (
    select
        sentence_key,
        chunk_index,
        max(relative_count) as relative_count,
        bool_or(is_subject_opening) as has_own_subject
    from symbol
    group by sentence_key, chunk_index
),

pair as (
    select
        levelled.mention_key,
        levelled.sentence_key,
        levelled.position_first as number_position,
        levelled.is_first_level,
        levelled.is_intended,
        levelled.position_first = opening_conjunct.opened_position as is_opened,
        levelled.position_first < opening_conjunct.opened_position as is_before_opened,
        coalesce(behind_symbol.token_norm in ('which', 'that', 'who'), false) as has_own_clause,
        planned.mention_key is not null as is_planned,
        lifted.mention_key is not null as is_lifted,
        period_mention.period_mention_key,
        period_mention.rule_id,
        period_mention.period_type,
        period_mention.period_start_year,
        period_mention.period_end_year,
        period_mention.reference_year,
        period_mention.is_leading,
        period_mention.is_participial,
        level_period.period_mention_key is not null as is_level_period,
        period_mention.position_first > levelled.position_last as is_after,
        period_mention.segment_index = levelled.segment_index as is_same_segment,
        period_mention.segment_index < levelled.segment_index as is_earlier_segment,
        period_mention.chunk_index = levelled.chunk_index
        or end_symbol.chunk_index = levelled.chunk_index as is_same_chunk,
        period_mention.position_first < coalesce(levelled.next_position, 100000)
            as is_before_next_number,
        abs(period_mention.position_first - levelled.position_first) as distance,
        start_symbol.relative_count - levelled.relative_count as relatives_between,
        start_symbol.future_count - levelled.future_count as futures_between,
        start_symbol.preposition_count - levelled.preposition_count as prepositions_between,
        coalesce(
            coalesce(period_mention.period_end_year, period_mention.period_start_year)
            > period_mention.reference_year,
            false
        ) as is_future,
        coalesce(number_chunk.has_own_subject, false) as has_own_subject,
        start_symbol.relative_count > coalesce(chunk_before.relative_count, 0)
        and not period_mention.is_leading as is_in_relative_clause
    from levelled
    inner join period_mention
        on levelled.sentence_key = period_mention.sentence_key
    left join planned on levelled.mention_key = planned.mention_key
    left join lifted on levelled.mention_key = lifted.mention_key
    left join opening_conjunct
        on period_mention.period_mention_key = opening_conjunct.period_mention_key
    left join symbol as behind_symbol
        on
            levelled.sentence_key = behind_symbol.sentence_key
            and levelled.position_last + 1 = behind_symbol.symbol_index
    inner join symbol as start_symbol
        on
            period_mention.sentence_key = start_symbol.sentence_key
            and period_mention.position_first = start_symbol.symbol_index
    inner join symbol as end_symbol
        on
            period_mention.sentence_key = end_symbol.sentence_key
            and period_mention.position_last = end_symbol.symbol_index
    left join chunk as chunk_before
        on
            period_mention.sentence_key = chunk_before.sentence_key
            and period_mention.chunk_index - 1 = chunk_before.chunk_index
    left join chunk as number_chunk
        on
            levelled.sentence_key = number_chunk.sentence_key
            and levelled.chunk_index = number_chunk.chunk_index
    left join level_period
        on period_mention.period_mention_key = level_period.period_mention_key
    where
        period_mention.is_dating
        or levelled.position_first = opening_conjunct.opened_position
),

ranked as (
    select
        *,
        case
            when period_type = 'cumulative' and is_same_segment then 90
            when period_type = 'cumulative' then null
            when is_level_period and is_first_level then 5
            when is_level_period then null
            when is_opened then 9
            when is_before_opened then 80
            -- "Planned to give 5 million for roads, schools and wells by 2020": an intended amount
            -- takes the future date behind it, over the commas of a list.
            when
                is_after and is_same_segment and is_future and is_intended
                and is_before_next_number and relatives_between = 0
                then 8
            -- "Gave 5 million to ensure that all leave poverty by 2020": the goal is not the gift.
            when
                is_after and is_future and period_type in ('until', 'next')
                and not is_intended and futures_between = 0
                -- "Helps 9,000 people out of poverty by 2020": here the goal is what is counted.
                and not (is_lifted and is_planned)
                then null
            -- Directly behind the number, in its clause.
            when
                is_after and is_same_chunk and is_before_next_number and relatives_between = 0
                and not (is_participial and prepositions_between > 1)
                then 10
            when not is_after and is_same_chunk and (is_leading or not is_participial) then 20
            -- "In May, it signed an agreement for 2014-2015, under which it will give 6 million".
            when
                not is_after and is_same_segment and is_future and is_planned
                and period_type in ('at', 'range', 'plan', 'next')
                then 25
            when not is_after and is_same_segment and is_leading then 30
            when not is_after and is_earlier_segment and is_leading then 40
            when
                is_after and is_same_chunk and relatives_between = 0 and not is_participial
                then 50
            -- "A loan of 5,000 yuan which she got in 2018".
            when
                is_after and is_same_chunk and is_before_next_number and has_own_clause
                and relatives_between = 1
                then 55
            -- "Is to be lifted in 2018; 7 million shall be arranged for this".
            when
                not is_after and is_future and (is_intended or is_planned)
                and period_type in ('at', 'range', 'plan', 'next')
                then 65
            -- Plans and goals named elsewhere in the sentence say nothing about this number.
            when is_participial or is_leading or is_future or period_type in ('plan', 'next')
                then null
            -- "The fund, to which 3 million had been paid by May, gave 2 million".
            when not is_after and not is_same_chunk and is_in_relative_clause then null
            -- "A has paid 3 million so far, and the county gave 2 million".
            when
                not is_after and not is_same_chunk and has_own_subject
                and period_type in ('until', 'to_date')
                then null
            when not is_after and is_same_segment then 60
            -- "Gave 2 million, and had paid 3 million by May": what has come together by a date
            -- is its own clause.
            when is_after and not is_same_chunk and period_type in ('until', 'to_date') then null
            when is_after and is_same_segment and relatives_between = 0 then 70
        end as candidate_rank
    from pair
),

own as (
    select
        number_kind.mention_key,
        number_kind.sentence_key,
        period_mention.period_mention_key,
        period_mention.rule_id,
        period_mention.period_type,
        period_mention.period_start_year,
        period_mention.period_end_year,
        0 as candidate_rank,
        0 as distance
    from number_kind
    inner join period_mention
        on number_kind.own_period_key = period_mention.period_mention_key
),

final as (
    select
        mention_key,
        sentence_key,
        period_mention_key,
        rule_id,
        period_type,
        period_start_year,
        period_end_year,
        candidate_rank,
        distance
    from ranked
    where candidate_rank is not null

    union all

    select * from own
)

select * from final
