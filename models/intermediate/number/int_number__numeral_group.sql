-- Numerals that form one number, put together by the joins that English allows (seed number_join),
-- and the value of the number: units times the hundreds and scales that follow them.
with numeral as (
    select * from {{ ref('int_number__numeral') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

number_join as (
    select * from {{ ref('number_join') }}
),

previous_numeral as (
    select
        *,
        lag(token_index) over sentence_order as previous_token_index,
        lag(numeral_kind) over sentence_order as previous_kind,
        lag(is_ordinal) over sentence_order as is_previous_ordinal
    from numeral
    window sentence_order as (partition by sentence_key order by token_index)
),

connector as (
    -- What stands between two numerals that are at most two tokens apart.
    select
        previous_numeral.*,
        coalesce(first_between.token_norm, '')
        || coalesce(' ' || second_between.token_norm, '') as connector
    from previous_numeral
    left join token as first_between
        on
            previous_numeral.sentence_key = first_between.sentence_key
            and first_between.token_index = previous_numeral.previous_token_index + 1
            and previous_numeral.token_index > first_between.token_index
    left join token as second_between
        on
            previous_numeral.sentence_key = second_between.sentence_key
            and second_between.token_index = previous_numeral.previous_token_index + 2
            and previous_numeral.token_index > second_between.token_index
),

joined as (
    select
        connector.*,
        number_join.left_kind is not null
        and not connector.is_previous_ordinal
        and connector.token_index - connector.previous_token_index <= 3 as is_continuation
    from connector
    left join number_join
        on
            connector.previous_kind = number_join.left_kind
            and connector.connector = coalesce(number_join.connector, '')
            and connector.numeral_kind = number_join.right_kind
),

grouped as (
    select
        *,
        sum(case when is_continuation then 0 else 1 end) over (
            partition by sentence_key order by token_index
        ) as group_index
    from joined
),

owned as (
    -- Hundreds and scales belong to the unit before them.
    select
        *,
        numeral_kind in ('hundred', 'dozen', 'scale', 'money_scale') as is_multiplier,
        numeral_kind in ('scale', 'money_scale') as is_scale,
        sum(case when numeral_kind in ('digits', 'unit', 'tens', 'half') then 1 else 0 end) over (
            partition by sentence_key, group_index order by token_index
        ) as unit_index
    from grouped
),

unit as (
    select
        sentence_key,
        group_index,
        unit_index,
        min(token_index) as token_index_first,
        max(token_index) as token_index_last,
        min(token_start) as token_start,
        max(token_end) as token_end,
        coalesce(max(case when not is_multiplier then numeral_value end), 1) as unit_value,
        coalesce(product(case when is_multiplier then numeral_value end), 1) as multiplier,
        product(case when is_scale then numeral_value end) as scale,
        bool_or(numeral_kind = 'digits') as has_digits,
        bool_or(is_ordinal) as is_ordinal,
        bool_or(is_code) as is_code,
        string_agg(token_text, ' ' order by token_index) as numeral_text
    from owned
    group by all
),

scaled as (
    -- "two hundred and fifty thousand": the scale behind fifty counts for two hundred too.
    select
        *,
        case
            when scale is null
                then coalesce(first_value(scale ignore nulls) over (
                    partition by sentence_key, group_index
                    order by unit_index
                    rows between 1 following and unbounded following
                ), 1)
            else 1
        end as later_scale
    from unit
),

final as (
    select
        sentence_key,
        cast(group_index as integer) as group_index,
        min(token_index_first) as token_index_first,
        max(token_index_last) as token_index_last,
        min(token_start) as group_start,
        max(token_end) as group_end,
        {{ round_significant('sum(unit_value * multiplier * later_scale)') }} as number_value,
        max(scale) as scale,
        sum(unit_value) as coefficient,
        bool_or(has_digits) as has_digits,
        bool_or(is_ordinal) as is_ordinal,
        bool_or(is_code) as is_code,
        string_agg(numeral_text, ' ' order by token_index_first) as numeral_text
    from scaled
    group by sentence_key, group_index
)

select * from final
