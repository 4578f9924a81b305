-- Period expressions in a sentence: the longest frame at each place, dates taken as one symbol.
with symbol as (
    select * from {{ ref('int_period__symbol') }}
),

date_mention as (
    select * from {{ ref('int_period__date') }}
),

frame_form as (
    select * from {{ ref('int_period__frame_form') }}
),

first_symbol as (
    select distinct {{ regexp_first('frame', "'^[^ ]+'") }} as symbol
    from frame_form
),

folded as (
    select
        symbol.sentence_key,
        symbol.symbol_index as position_first,
        coalesce(date_mention.position_last, symbol.symbol_index) as position_last,
        coalesce(date_mention.date_symbol, symbol.symbol) as symbol,
        coalesce(covering.position_last, 0) as covered_to
    from symbol
    left join date_mention
        on
            symbol.sentence_key = date_mention.sentence_key
            and symbol.symbol_index = date_mention.position_first
    left join date_mention as covering
        on
            symbol.sentence_key = covering.sentence_key
            and symbol.symbol_index > covering.position_first
            and symbol.symbol_index <= covering.position_last
),

reindexed as (
    select
        sentence_key,
        position_first,
        position_last,
        symbol,
        cast(row_number() over (
            partition by sentence_key order by position_first
        ) as integer) as folded_position
    from folded
    where covered_to = 0
),

startable as (
    select
        reindexed.*,
        first_symbol.symbol is not null as is_start
    from reindexed
    left join first_symbol on reindexed.symbol = first_symbol.symbol
),

look_ahead as (
    {{ symbol_look_ahead('startable', 'sentence_key', 'folded_position', 'symbol', 12) }}
),

run as (
    {{ symbol_runs('look_ahead', 'sentence_key', 'folded_position', 12) }}
),

matched as (
    select
        run.sentence_key,
        run.position_first as folded_first,
        run.position_last as folded_last,
        frame_form.frame,
        -- Where two rules spell the same form, the one first in the alphabet is as good as any.
        min(frame_form.rule_id) as rule_id,
        min(frame_form.period_type) as period_type,
        min(frame_form.years_per_unit) as years_per_unit
    from run
    inner join frame_form on run.run = frame_form.frame
    group by run.sentence_key, run.position_first, run.position_last, frame_form.frame
),

reach as (
    select
        *,
        max(folded_last) over (
            partition by sentence_key order by folded_first asc, folded_last desc
            rows between unbounded preceding and 1 preceding
        ) as reached_position
    from matched
),

kept as (
    select * from reach
    where reached_position is null or folded_first > reached_position
),

final as (
    select
        kept.sentence_key,
        first_part.position_first,
        last_part.position_last,
        kept.frame,
        kept.rule_id,
        kept.period_type,
        kept.years_per_unit
    from kept
    inner join reindexed as first_part
        on
            kept.sentence_key = first_part.sentence_key
            and kept.folded_first = first_part.folded_position
    inner join reindexed as last_part
        on
            kept.sentence_key = last_part.sentence_key
            and kept.folded_last = last_part.folded_position
)

select * from final
