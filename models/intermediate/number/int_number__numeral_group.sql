-- Numerals that form one number, put together by the joins that English allows (seed number_join),
-- and the value of the number: units times the hundreds and scales that follow them, smaller
-- amounts behind a scale added ("3 million 450 thousand"). A number said again in brackets
-- ("450,000 (four hundred and fifty thousand) yuan") is one number.
with numeral as (
    select * from {{ ref('int_number__numeral') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

number_join as (
    select * from {{ ref('number_join') }}
),

currency_form as (
    select * from {{ ref('currency_form') }}
),

-- Currencies and brackets.
marked as (
    select
        token.sentence_key,
        token.token_index,
        token.token_end,
        token.token_norm,
        currency_form.form is not null as is_currency
    from token
    left join currency_form on token.token_norm = currency_form.form
    where currency_form.form is not null or token.token_norm in ('(', ')')
),

respectively as (
    select
        sentence_key,
        max(token_index_first) as token_index
    from {{ ref('int_lexicon__term_mention') }}
    where term_class = 'respectively'
    group by sentence_key
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
    -- What stands between two numerals that are at most five tokens apart.
    select
        previous_numeral.sentence_key,
        previous_numeral.token_index,
        {{ join_texts('token.token_norm', 'token.token_index', "' '") }} as connector
    from previous_numeral
    inner join token
        on
            previous_numeral.sentence_key = token.sentence_key
            and previous_numeral.previous_token_index < token.token_index
            and previous_numeral.token_index > token.token_index
            and previous_numeral.token_index - previous_numeral.previous_token_index <= 6
    group by previous_numeral.sentence_key, previous_numeral.token_index
),

joined as (
    select
        previous_numeral.*,
        coalesce(connector.connector, '') as connector,
        number_join.left_kind is not null
        and not previous_numeral.is_previous_ordinal as is_joined,
        -- What stands behind a scale is added, if it is smaller than the scale.
        coalesce(
            previous_numeral.previous_kind = 'scale'
            and previous_numeral.numeral_kind in ('digits', 'unit', 'tens', 'hundred'),
            false
        ) as is_added
    from previous_numeral
    left join connector
        on
            previous_numeral.sentence_key = connector.sentence_key
            and previous_numeral.token_index = connector.token_index
    left join number_join
        on
            previous_numeral.previous_kind = number_join.left_kind
            and coalesce(connector.connector, '') = coalesce(number_join.connector, '')
            and previous_numeral.numeral_kind = number_join.right_kind
            and (
                connector.connector is not null
                or previous_numeral.token_index = previous_numeral.previous_token_index + 1
            )
),

-- Numerals that multiply each other or complete each other.
termed as (
    select
        *,
        numeral_kind in ('hundred', 'dozen', 'quarter', 'scale') as is_multiplier,
        sum(case when is_joined and not is_added then 0 else 1 end) over (
            partition by sentence_key order by token_index
        ) as term_index
    from joined
),

owned as (
    -- Hundreds and scales belong to the unit before them, a half or decimals to their figure.
    select
        *,
        sum(
            case
                when numeral_kind in ('digits', 'unit', 'tens') then 1
                when numeral_kind = 'half' and coalesce(previous_kind, '') not in ('digits', 'unit')
                    then 1
                else 0
            end
        ) over (
            partition by sentence_key, term_index order by token_index
        ) as unit_index
    from termed
),

unit as (
    select
        sentence_key,
        term_index,
        unit_index,
        min(token_index) as token_index_first,
        max(token_index) as token_index_last,
        min(token_start) as token_start,
        max(token_end) as token_end,
        coalesce(sum(case when not is_multiplier then numeral_value end), 1) as unit_value,
        coalesce(
            {{ product_of('case when is_multiplier then numeral_value end') }}, 1
        ) as multiplier,
        {{ product_of("case when numeral_kind = 'scale' then numeral_value end") }} as scale,
        bool_or(numeral_kind = 'half') and count(*) = 1 as is_half,
        bool_or({{ regexp_like('token_text', "'^[0-9]'") }}) as has_digits,
        bool_or(is_ordinal) as is_ordinal,
        bool_or(is_code) as is_code,
        {{ join_texts('token_text', 'token_index', "' '") }} as numeral_text
    from owned
    group by all
),

scaled as (
    -- "two hundred and fifty thousand": the scale behind fifty counts for two hundred too; "a
    -- million and a half": the scale before the half.
    select
        *,
        case
            when scale is not null then 1
            else coalesce(
                {{ first_known('scale') }} over (
                    partition by sentence_key, term_index
                    order by unit_index
                    rows between 1 following and unbounded following
                ),
                case
                    when is_half
                        then {{ last_known('scale') }} over (
                            partition by sentence_key, term_index
                            order by unit_index
                            rows between unbounded preceding and 1 preceding
                        )
                end,
                1
            )
        end as other_scale
    from unit
),

term as (
    select
        sentence_key,
        term_index,
        min(token_index_first) as token_index_first,
        max(token_index_last) as token_index_last,
        min(token_start) as token_start,
        max(token_end) as token_end,
        sum(unit_value * multiplier * other_scale) as term_value,
        max(scale) as scale,
        max(case when scale is not null then multiplier end) as multiplier,
        bool_or(has_digits) as has_digits,
        bool_or(is_ordinal) as is_ordinal,
        bool_or(is_code) as is_code,
        {{ join_texts('numeral_text', 'token_index_first', "' '") }} as numeral_text
    from scaled
    group by sentence_key, term_index
),

previous_term as (
    select
        *,
        lag(token_index_first) over sentence_order as previous_token_index_first,
        lag(scale) over sentence_order as previous_scale,
        lag(multiplier) over sentence_order as previous_multiplier,
        lag(has_digits) over sentence_order as has_previous_digits
    from term
    window sentence_order as (partition by sentence_key order by term_index)
),

-- "2 million and 300 thousand yuan respectively" are two numbers, so are "RMB 2 million and 300
-- thousand yuan" and "5 million and two villages".
added as (
    select
        previous_term.*,
        coalesce(
            joined.is_joined
            and joined.is_added
            and previous_term.term_value < previous_term.previous_multiplier
            and not (
                respectively.sentence_key is not null and previous_term.scale is not null
            )
            and not (before_first.is_currency is not null and behind.is_currency is not null)
            and (
                previous_term.scale < previous_term.previous_scale
                or (
                    previous_term.scale is null
                    and not previous_term.has_digits
                    and not previous_term.has_previous_digits
                )
                or (
                    previous_term.scale is null
                    and previous_term.has_digits
                    and previous_term.has_previous_digits
                    and previous_term.previous_scale = 1000
                    and previous_term.term_value between 100 and 999
                    and joined.connector = ''
                )
            ),
            false
        ) as is_continuation
    from previous_term
    inner join joined
        on
            previous_term.sentence_key = joined.sentence_key
            and previous_term.token_index_first = joined.token_index
    left join respectively
        on
            previous_term.sentence_key = respectively.sentence_key
            and previous_term.token_index_last < respectively.token_index
    left join marked as before_first
        on
            previous_term.sentence_key = before_first.sentence_key
            and previous_term.previous_token_index_first - 1 = before_first.token_index
            and before_first.is_currency
    left join marked as behind
        on
            previous_term.sentence_key = behind.sentence_key
            and previous_term.token_index_last + 1 = behind.token_index
            and behind.is_currency
),

grouped as (
    select
        *,
        sum(case when is_continuation then 0 else 1 end) over (
            partition by sentence_key order by term_index
        ) as group_index
    from added
),

number_group as (
    select
        sentence_key,
        group_index,
        min(token_index_first) as token_index_first,
        max(token_index_last) as token_index_last,
        min(token_start) as group_start,
        max(token_end) as group_end,
        {{ round_significant('sum(term_value)') }} as number_value,
        max(scale) as scale,
        max(multiplier) as multiplier,
        bool_or(has_digits) as has_digits,
        bool_or(is_ordinal) as is_ordinal,
        bool_or(is_code) as is_code,
        {{ join_texts('numeral_text', 'token_index_first', "' '") }} as numeral_text
    from grouped
    group by sentence_key, group_index
),

following as (
    select
        *,
        lag(group_index) over sentence_order as previous_group_index,
        lag(number_value) over sentence_order as previous_value,
        lag(token_index_last) over sentence_order as previous_token_index_last
    from number_group
    window sentence_order as (partition by sentence_key order by group_index)
),

bracketed as (
    -- "(450,000)"; what has its own currency, as in "(450,000 yuan)", is a number of its own.
    select
        following.*,
        closing.token_end as closing_end
    from following
    inner join marked as opening
        on
            following.sentence_key = opening.sentence_key
            and following.token_index_first - 1 = opening.token_index
            and opening.token_norm = '('
    inner join marked as closing
        on
            following.sentence_key = closing.sentence_key
            and following.token_index_last + 1 = closing.token_index
            and closing.token_norm = ')'
),

gloss as (
    -- The same value again in brackets, right behind the number.
    select
        sentence_key,
        group_index,
        previous_group_index,
        token_index_last + 1 as closing_index,
        closing_end
    from bracketed
    where
        number_value = previous_value
        and token_index_first - 2 = previous_token_index_last
),

final as (
    -- A unit behind the bracket belongs to the number before it.
    select
        number_group.sentence_key,
        cast(number_group.group_index as integer) as group_index,
        number_group.token_index_first,
        coalesce(gloss_behind.closing_index, number_group.token_index_last) as token_index_last,
        number_group.group_start,
        coalesce(gloss_behind.closing_end, number_group.group_end) as group_end,
        number_group.number_value,
        number_group.scale,
        number_group.multiplier,
        number_group.has_digits,
        number_group.is_ordinal,
        number_group.is_code,
        number_group.numeral_text
    from number_group
    left join gloss
        on
            number_group.sentence_key = gloss.sentence_key
            and number_group.group_index = gloss.group_index
    left join gloss as gloss_behind
        on
            number_group.sentence_key = gloss_behind.sentence_key
            and number_group.group_index = gloss_behind.previous_group_index
    where gloss.sentence_key is null
)

select * from final
