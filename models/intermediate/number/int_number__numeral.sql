-- Tokens that are part of a number: digits, number words, scale words. Ordinals ("13th") are kept
-- apart by their suffix, digits glued to a letter ("G318") by what stands before them.
with token as (
    select * from {{ ref('int_text__token') }}
),

number_word as (
    select * from {{ ref('number_word') }}
),

currency_form as (
    select * from {{ ref('currency_form') }}
),

neighbour as (
    select
        *,
        lag(token_norm) over sentence_order as previous_norm,
        lag(token_end) over sentence_order as previous_end,
        lead(token_norm) over sentence_order as next_norm,
        lead(token_start) over sentence_order as next_start,
        lead(token_norm, 2) over sentence_order as second_next_norm
    from token
    window sentence_order as (partition by sentence_key order by token_index)
),

numeral as (
    select
        neighbour.sentence_key,
        neighbour.token_index,
        neighbour.token_start,
        neighbour.token_end,
        neighbour.token_text,
        case
            when number_word.word is null then 'digits'
            -- "3.5 ten thousand": ten belongs to the scale, the Chinese unit wan.
            when
                number_word.word = 'ten' and neighbour.next_norm = 'thousand'
                and {{ regexp_like("coalesce(neighbour.previous_norm, '')", "'^[0-9]'") }}
                then 'hundred'
            else number_word.numeral_kind
        end as numeral_kind,
        coalesce(
            cast(number_word.numeral_value as double),
            cast(regexp_replace(neighbour.token_text, '[, ]', '', 'g') as double)
        ) as numeral_value,
        number_word.word is null
        and neighbour.next_norm in ('st', 'nd', 'rd', 'th')
        and neighbour.next_start = neighbour.token_end as is_ordinal,
        number_word.word is null
        and neighbour.previous_end = neighbour.token_start
        and {{ regexp_like('neighbour.previous_norm', "'^([a-z]+|/|[+])$'") }}
        and before_currency.form is null as is_code
    from neighbour
    left join number_word on neighbour.token_norm = number_word.word
    left join currency_form as before_currency
        on neighbour.previous_norm = before_currency.form and before_currency.side != 'after'
    where
        {{ regexp_like('neighbour.token_norm', "'^[0-9]'") }}
        or number_word.numeral_kind in ('unit', 'tens', 'half', 'hundred', 'dozen', 'scale')
        -- A letter is a scale only in a sum of money glued to its figure: "RMB 5m", "30k yuan".
        or (
            number_word.numeral_kind = 'money_scale'
            and neighbour.previous_end = neighbour.token_start
            and {{ regexp_like('neighbour.previous_norm', "'^[0-9]'") }}
        )
),

final as (
    select
        sentence_key,
        token_index,
        token_start,
        token_end,
        token_text,
        numeral_kind,
        numeral_value,
        coalesce(is_ordinal, false) as is_ordinal,
        coalesce(is_code, false) as is_code
    from numeral
)

select * from final
