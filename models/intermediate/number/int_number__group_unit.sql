-- What a number counts by itself: a currency before or behind it, a percent sign, a year, a counted
-- noun.
with numeral_group as (
    select * from {{ ref('int_number__numeral_group') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

currency as (
    select * from {{ ref('int_number__currency') }}
),

noun_phrase as (
    select * from {{ ref('int_number__noun_phrase') }}
),

term_mention as (
    select * from {{ ref('int_lexicon__term_mention') }}
),

bound_after as (
    select
        sentence_key,
        token_index_first,
        max(token_index_last) as token_index_last
    from term_mention
    where term_class in ('bound_more_after', 'bound_less_after', 'bound_about_after')
    group by sentence_key, token_index_first
),

fraction_word as (
    select distinct
        sentence_key,
        token_index_first
    from term_mention
    where term_class = 'fraction_word'
),

year_cue as (
    select distinct
        sentence_key,
        token_index_last
    from term_mention
    where term_class in ('year_before', 'month')
),

month as (
    select * from term_mention
    where term_class = 'month'
),

-- Where the number before it ends; a year has no currency behind it.
ordered as (
    select
        *,
        case
            when
                not {{ regexp_like(
                    "lag(numeral_text) over sentence_order", "'^(19|20)[0-9][0-9]$'"
                ) }}
                then lag(token_index_last) over sentence_order
        end as previous_token_index_last,
        -- "1/2"
        coalesce(
            lag(token_index_last) over sentence_order = token_index_first - 2, false
        ) as is_previous_numeral
    from numeral_group
    window sentence_order as (partition by sentence_key order by group_index)
),

neighbour as (
    select
        ordered.*,
        next_token.token_norm as next_norm,
        next_token.token_text as next_text,
        next_token.token_start as next_start,
        previous_token.token_end as previous_end,
        second_next_token.token_norm as second_next_norm,
        previous_token.token_norm as previous_norm
    from ordered
    left join token as next_token
        on
            ordered.sentence_key = next_token.sentence_key
            and next_token.token_index = ordered.token_index_last + 1
    left join token as second_next_token
        on
            ordered.sentence_key = second_next_token.sentence_key
            and second_next_token.token_index = ordered.token_index_last + 2
    left join token as previous_token
        on
            ordered.sentence_key = previous_token.sentence_key
            and previous_token.token_index = ordered.token_index_first - 1
),

-- "2011-12-05", "4/5/2016"
date_opening as (
    select
        *,
        coalesce(
            next_norm in ('-', '/')
            and lead(next_norm) over sentence_order = next_norm
            and lead(token_index_first) over sentence_order = token_index_last + 2
            and lead(token_index_first, 2) over sentence_order
            = lead(token_index_last) over sentence_order + 2
            and {{ regexp_like(
                "concat_ws('-', numeral_text, lead(numeral_text) over sentence_order, lead(numeral_text, 2) over sentence_order)",
                "'^(?:(?:19|20)[0-9]{2}-[01]?[0-9]-[0-3]?[0-9]|[0-3]?[0-9]-[0-3]?[0-9]-(?:19|20)[0-9]{2})$'"
            ) }},
            false
        ) as opens_date
    from neighbour
    window sentence_order as (partition by sentence_key order by group_index)
),

dated as (
    select
        *,
        bool_or(opens_date) over (
            partition by sentence_key order by group_index
            rows between 2 preceding and current row
        ) as is_in_date
    from date_opening
),

-- "300 plus yuan", "10,000-odd yuan": the currency stands behind the bound.
bounded as (
    select
        dated.*,
        coalesce(near_bound.token_index_last, hyphened_bound.token_index_last) as bound_index_last
    from dated
    left join bound_after as near_bound
        on
            dated.sentence_key = near_bound.sentence_key
            and dated.token_index_last + 1 = near_bound.token_index_first
    left join bound_after as hyphened_bound
        on
            dated.sentence_key = hyphened_bound.sentence_key
            and case when dated.next_norm = '-' then dated.token_index_last + 2 end
            = hyphened_bound.token_index_first
),

united as (
    select
        bounded.*,
        currency_before.token_index_first as currency_before_index,
        currency_after.token_index_last as currency_after_index,
        coalesce(currency_after.currency_code, currency_before.currency_code) as currency_code,
        percent_sign.token_index_last as percent_index,
        year_cue.sentence_key is not null as has_year_cue,
        coalesce(near_fraction.sentence_key, far_fraction.sentence_key) is not null
            as is_part_of_whole,
        month_before.sentence_key is not null or month_after.sentence_key is not null as has_month,
        coalesce(noun_phrase.has_noun, false) as has_noun,
        noun_phrase.unit_class as noun_class,
        noun_phrase.unit_term as noun_term,
        noun_phrase.head_token_index,
        noun_head.token_norm as head_norm,
        coalesce(noun_phrase.is_whole, false) as is_whole
    from bounded
    left join currency as currency_before
        on
            bounded.sentence_key = currency_before.sentence_key
            and currency_before.token_index_last = bounded.token_index_first - 1
            and currency_before.side != 'after'
            -- "5 million RMB 3 years ago": the currency is that of the number before it.
            and coalesce(bounded.previous_token_index_last, -1)
            != case
                when currency_before.side = 'both' then currency_before.token_index_first - 1
                else -2
            end
    left join currency as currency_after
        on
            bounded.sentence_key = currency_after.sentence_key
            and currency_after.side != 'before'
            -- "five-million-yuan", "millions of yuan".
            and currency_after.token_index_first = coalesce(
                bounded.bound_index_last,
                bounded.token_index_last
                + case when bounded.next_norm in ('-', 'of') then 1 else 0 end
            ) + 1
    left join term_mention as percent_sign
        on
            bounded.sentence_key = percent_sign.sentence_key
            and percent_sign.term_class = 'unit_percent'
            and percent_sign.token_index_first = bounded.token_index_last + 1
    left join year_cue
        on
            bounded.sentence_key = year_cue.sentence_key
            and year_cue.token_index_last = bounded.token_index_first - 1
    left join month as month_before
        on
            bounded.sentence_key = month_before.sentence_key
            and month_before.token_index_last = bounded.token_index_first - 1
    left join month as month_after
        on
            bounded.sentence_key = month_after.sentence_key
            and month_after.token_index_first = bounded.token_index_last + 1
    left join fraction_word as near_fraction
        on
            bounded.sentence_key = near_fraction.sentence_key
            and bounded.token_index_last + 1 = near_fraction.token_index_first
    left join fraction_word as far_fraction
        on
            bounded.sentence_key = far_fraction.sentence_key
            and bounded.token_index_last + 2 = far_fraction.token_index_first
    left join noun_phrase
        on
            bounded.sentence_key = noun_phrase.sentence_key
            and bounded.group_index = noun_phrase.group_index
    left join token as noun_head
        on
            noun_phrase.sentence_key = noun_head.sentence_key
            and noun_phrase.head_token_index = noun_head.token_index
),

classified as (
    select
        *,
        case
            when currency_code is not null then 'currency'
            when percent_index is not null then 'unit_percent'
            when is_in_date and length(numeral_text) = 4 then 'year'
            when is_in_date or (has_month and number_value <= 31 and has_digits) then 'date'
            when is_ordinal then 'ordinal'
            when is_code and not (previous_norm = '/' and is_previous_numeral) then 'code'
            -- "at 9:30"
            when next_norm = ':' and next_start = group_end and number_value <= 24 then 'date'
            when
                previous_norm = ':' and previous_end = group_start and number_value < 60
                then 'date'
            when
                lower(numeral_text) = 'half'
                or next_norm in ('/', '∶')
                or (previous_norm = '/' and is_previous_numeral)
                or previous_norm = '∶'
                or (number_value < 10 and is_part_of_whole)
                then 'fraction'
            when
                {{ regexp_like('numeral_text', "'^(19[4-9][0-9]|20[0-4][0-9])$'") }}
                and (
                    has_year_cue or noun_class is null
                    -- "2016 Training Course": a year in a name.
                    or {{ regexp_like('next_text', "'^[A-Z]'") }}
                    -- "the 2018 plan" counts no plans.
                    or (
                        noun_class in (
                            'unit_document', 'unit_project', 'unit_event', 'unit_training'
                        )
                        and head_norm not like '%s'
                    )
                )
                then 'year'
            else noun_class
        end as unit_class
    from united
),

united_once as (
    select
        sentence_key,
        group_index,
        token_index_first,
        token_index_last,
        number_value,
        scale,
        multiplier,
        has_digits,
        numeral_text,
        currency_before_index,
        has_noun,
        unit_class,
        case when unit_class = 'currency' then currency_code else noun_term end as unit_term,
        -- The last token of the unit; the number's own last token where there is none.
        coalesce(
            case
                when unit_class = 'currency' then currency_after_index
                when unit_class = 'unit_percent' then percent_index
                when split_part(unit_class, '_', 1) = 'unit' then head_token_index
            end,
            token_index_last
        ) as unit_index_last,
        next_norm,
        previous_norm,
        is_whole
    from classified
    qualify row_number() over (
        partition by sentence_key, group_index
        order by currency_after_index desc nulls last, currency_before_index asc nulls last
    ) = 1
),

-- The 246 of "219 of the 246 counties" says nothing by itself: it stands within the noun phrase of
-- the 219, unless that is a code and has none.
final as (
    select
        sentence_key,
        group_index,
        token_index_first,
        token_index_last,
        number_value,
        scale,
        multiplier,
        has_digits,
        numeral_text,
        currency_before_index,
        has_noun,
        unit_class,
        unit_term,
        unit_index_last,
        next_norm,
        previous_norm
    from united_once
    qualify
        not is_whole
        or not coalesce(
            split_part(
                lag(unit_class) over (partition by sentence_key order by group_index), '_', 1
            ) = 'unit',
            false
        )
)

select * from final
