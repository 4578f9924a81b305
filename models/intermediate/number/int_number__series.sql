-- Numbers that share a unit that stands only once: ranges ("1-4 million yuan") become one number
-- with a lower end; each member of a list ("3, 5 and 8 million yuan") takes unit and scale of the
-- last. What runs downwards ("9 million to 4 million yuan") or on ("1-2-3") is no range: each of
-- its numbers stands for itself.
with group_unit as (
    select * from {{ ref('int_number__group_unit') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

followed as (
    select
        *,
        lead(group_index) over sentence_order as next_group_index,
        lead(token_index_first) over sentence_order as next_token_index_first,
        lead(currency_before_index) over sentence_order as next_currency_index,
        lead(unit_class) over sentence_order as next_unit_class,
        lead(number_value) over sentence_order as next_number_value,
        lead(scale) over sentence_order as next_scale,
        lead(has_digits) over sentence_order as has_next_digits,
        -- "RMB 5 million": no unit stands behind the number.
        unit_class = 'currency' and unit_index_last = token_index_last as has_leading_unit
    from group_unit
    window sentence_order as (partition by sentence_key order by group_index)
),

gap as (
    -- The words between two numbers, where nothing else stands between them.
    select
        followed.sentence_key,
        followed.group_index,
        {{ join_texts('token.token_norm', 'token.token_index', "' '") }} as gap_text
    from followed
    inner join token
        on
            followed.sentence_key = token.sentence_key
            and followed.token_index_last < token.token_index
            and token.token_index
            < coalesce(followed.next_currency_index, followed.next_token_index_first)
            and followed.next_token_index_first - followed.token_index_last <= 4
    group by all
),

linked as (
    select
        followed.*,
        gap.gap_text,
        case
            when
                followed.unit_class in ('year', 'date', 'ordinal', 'code', 'fraction')
                or followed.next_unit_class in ('year', 'date', 'ordinal', 'code', 'fraction')
                then 'none'
            when
                followed.number_value >= followed.next_number_value
                and followed.next_scale is null then 'none'
            when gap.gap_text in ('-', '~', '- -') then 'range'
            when
                gap.gap_text in ('to', 'up to')
                and coalesce(followed.previous_norm, '') not in ('from', 'by')
                then 'range'
            when gap.gap_text = 'and' and followed.previous_norm = 'between' then 'range'
            else 'none'
        end as range_link,
        gap.gap_text in (
            ',', 'and', ', and', 'or', ', or', '/', '&', '、', '; and', ';', 'plus'
        )
        and coalesce(followed.unit_class, '') != 'year'
        -- "to these two, 270 million yuan": a word and figures are no list.
        and (followed.has_digits = followed.has_next_digits or gap.gap_text in ('and', 'or'))
        -- "gave 5 million and two villages"
        and not (
            followed.scale is not null
            and followed.next_scale is null
            and followed.next_number_value < 1000
        )
        -- "by 157,900 and 316 villages": so many are people, not villages.
        and not (
            followed.number_value >= 1000
            and followed.number_value > 10 * followed.next_number_value
            and coalesce(followed.next_unit_class, '')
            in ('unit_village', 'unit_township', 'unit_county')
        )
        and (followed.unit_class is null or followed.unit_class = 'currency')
        and followed.unit_index_last = followed.token_index_last as is_listed
    from followed
    left join gap
        on
            followed.sentence_key = gap.sentence_key
            and followed.group_index = gap.group_index
),

chained as (
    -- A chain ends with the first number that is not linked to the next.
    select
        *,
        case
            when unit_class not in ('year', 'date', 'ordinal', 'code', 'fraction') then unit_class
        end as shareable_unit_class,
        sum(case when is_listed or range_link = 'range' then 0 else 1 end) over (
            partition by sentence_key order by group_index desc
        ) as chain_index
    from linked
),

-- "RMB 8-10 million", "RMB 3, 5 and 8 million": the currency before the first is that of all.
led as (
    select
        *,
        last_value(unit_class) over chain_order is null as is_last_bare,
        coalesce(
            unit_class is null
            and not has_noun
            and first_value(has_leading_unit) over chain_order
            and (scale is not null or last_value(scale) over chain_order is not null or has_digits),
            false
        ) as is_led_by_currency
    from chained
    window chain_order as (
        partition by sentence_key, chain_index
        order by group_index
        rows between unbounded preceding and unbounded following
    )
),

inherited as (
    select
        *,
        coalesce(
            unit_class,
            last_value(shareable_unit_class) over chain_order,
            case when is_led_by_currency then 'currency' end
        ) as shared_unit_class,
        case
            when unit_class is null or unit_class = 'currency'
                then coalesce(
                    unit_term,
                    last_value(unit_term) over chain_order,
                    case when is_led_by_currency then first_value(unit_term) over chain_order end
                )
            else unit_term
        end as shared_unit_term,
        case
            when
                scale is null
                and number_value < 1000
                and (unit_class is null or (has_leading_unit and is_last_bare))
                then coalesce(
                    -- "2 to 3 hundred million"
                    case when number_value < 100 then last_value(multiplier) over chain_order end,
                    last_value(scale) over chain_order,
                    1
                )
            else 1
        end as shared_scale,
        lag(group_index) over (partition by sentence_key order by group_index)
            as previous_group_index,
        -- "from June 9 to 11": the second day has its month before the first.
        coalesce(
            unit_class is null
            and number_value <= 31
            and lag(unit_class) over (partition by sentence_key order by group_index) = 'date'
            and lag(gap_text) over (partition by sentence_key order by group_index)
            in ('to', '-', 'and', 'through'),
            false
        ) as ends_date
    from led
    window chain_order as (
        partition by sentence_key, chain_index
        order by group_index
        rows between unbounded preceding and unbounded following
    )
),

valued as (
    select
        *,
        {{ round_significant('number_value * shared_scale') }} as shared_value
    from inherited
),

ranged as (
    select
        *,
        coalesce(
            range_link = 'range'
            and shared_value <= lead(shared_value) over sentence_order
            and lag(range_link, 1, 'none') over sentence_order != 'range'
            and lead(range_link, 1, 'none') over sentence_order != 'range',
            false
        ) as is_range_start
    from valued
    window sentence_order as (partition by sentence_key order by group_index)
),

range_start as (
    select
        sentence_key,
        group_index,
        token_index_first,
        currency_before_index,
        shared_value
    from ranged
    where is_range_start
),

final as (
    select
        ranged.sentence_key,
        ranged.group_index,
        coalesce(range_start.token_index_first, ranged.token_index_first) as token_index_first,
        coalesce(
            range_start.currency_before_index, range_start.token_index_first,
            ranged.currency_before_index, ranged.token_index_first
        ) as phrase_index_first,
        ranged.token_index_last,
        ranged.unit_index_last,
        ranged.shared_value as number_value,
        range_start.shared_value as number_low,
        coalesce(ranged.scale, nullif(ranged.shared_scale, 1)) as scale,
        ranged.has_digits,
        ranged.has_noun,
        ranged.numeral_text,
        case
            -- So many figures number or label.
            when ranged.shared_value is null then 'code'
            when ranged.ends_date then 'date'
            else ranged.shared_unit_class
        end as unit_class,
        ranged.shared_unit_term as unit_term,
        ranged.unit_class is null and ranged.shared_unit_class is not null as is_unit_shared,
        ranged.chain_index
    from ranged
    left join range_start
        on
            ranged.sentence_key = range_start.sentence_key
            and ranged.previous_group_index = range_start.group_index
    where not ranged.is_range_start
)

select * from final
