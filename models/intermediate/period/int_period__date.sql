-- Dates and five-year plans in a sentence: the longest form at each place.
with symbol as (
    select * from {{ ref('int_period__symbol') }}
),

date_form as (
    select * from {{ ref('int_period__date_form') }}
),

first_symbol as (
    select distinct {{ regexp_first('form', "'^[^ ]+'") }} as symbol
    from date_form
),

startable as (
    select
        symbol.sentence_key,
        symbol.symbol_index,
        symbol.symbol,
        first_symbol.symbol is not null as is_start
    from symbol
    left join first_symbol on symbol.symbol = first_symbol.symbol
),

look_ahead as (
    {{ symbol_look_ahead('startable', 'sentence_key', 'symbol_index', 'symbol', 14) }}
),

run as (
    {{ symbol_runs('look_ahead', 'sentence_key', 'symbol_index', 14) }}
),

matched as (
    select
        run.sentence_key,
        run.position_first,
        run.position_last,
        date_form.form,
        date_form.date_symbol,
        date_form.date_source,
        date_form.year_offset,
        date_form.counts_from,
        date_form.modifier_type
    from run
    inner join date_form on run.run = date_form.form
),

reach as (
    -- A form that lies inside a longer one that began earlier is not read again.
    select
        *,
        max(position_last) over (
            partition by sentence_key order by position_first asc, position_last desc
            rows between unbounded preceding and 1 preceding
        ) as reached_position
    from matched
),

kept as (
    select * from reach
    where reached_position is null or position_first > reached_position
),

valued as (
    select
        kept.sentence_key,
        kept.position_first,
        kept.form,
        max(case when symbol.symbol = '<year>' then symbol.symbol_value end) as stated_year,
        max(case
            when kept.date_symbol = '<plan>' and symbol.symbol_index = kept.position_first
                then symbol.symbol_value
        end) as plan_number
    from kept
    inner join symbol
        on
            kept.sentence_key = symbol.sentence_key
            and symbol.symbol_index between kept.position_first and kept.position_last
    group by kept.sentence_key, kept.position_first, kept.form
),

final as (
    select
        kept.sentence_key,
        kept.position_first,
        kept.position_last,
        kept.form as date_form,
        kept.date_symbol,
        kept.date_source,
        kept.year_offset,
        kept.counts_from,
        kept.modifier_type,
        valued.stated_year,
        valued.plan_number
    from kept
    inner join valued
        on
            kept.sentence_key = valued.sentence_key
            and kept.position_first = valued.position_first
)

select * from final
