-- Tokens that are part of a number: digits, number words, scale words. Ordinals ("13th") are kept
-- apart by their suffix, digits glued to a letter ("G318") by what stands before them.
with number_word as (
    select * from {{ ref('number_word') }}
),

-- Other sentences have no number.
number_sentence as (
    select distinct token.sentence_key
    from {{ ref('int_text__token') }} as token
    left join number_word on token.token_norm = number_word.word
    where
        number_word.word is not null
        or {{ regexp_like('token.token_norm', "'^[0-9]'") }}
),

token as (
    select token.*
    from {{ ref('int_text__token') }} as token
    inner join number_sentence on token.sentence_key = number_sentence.sentence_key
),

currency_form as (
    select * from {{ ref('currency_form') }}
),

-- What a whole number stands behind: "May 12", "Chapter 3".
label as (
    select distinct
        sentence_key,
        token_index_last
    from {{ ref('int_lexicon__term_mention') }}
    where term_class in ('month', 'label_before')
),

-- "the20-day event": a word of grammar glued to a figure makes no code of it.
grammar_word as (
    select distinct
        sentence_key,
        token_index_last
    from {{ ref('int_lexicon__term_mention') }}
    where term_class = 'stop' and token_index_first = token_index_last
),

worded as (
    select
        token.*,
        number_word.numeral_kind as word_kind,
        number_word.numeral_value as word_value,
        coalesce(number_word.numeral_kind in ('scale', 'figure_scale'), false) as is_scale_word,
        coalesce(currency_form.side, 'none') as currency_side,
        {{ regexp_like('token.token_norm', "'^[0-9]'") }} as is_figure,
        {{ regexp_like('token.token_norm', "'^(19|20)[0-9][0-9]$'") }} as is_like_year,
        label.sentence_key is not null as is_label,
        grammar_word.sentence_key is not null as is_grammar_word
    from token
    left join number_word on token.token_norm = number_word.word
    left join currency_form on token.token_norm = currency_form.form
    left join label
        on
            token.sentence_key = label.sentence_key
            and token.token_index = label.token_index_last
    left join grammar_word
        on
            token.sentence_key = grammar_word.sentence_key
            and token.token_index = grammar_word.token_index_last
),

neighbour as (
    select
        *,
        lag(token_norm) over sentence_order as previous_norm,
        lag(token_start) over sentence_order as previous_start,
        lag(token_end) over sentence_order as previous_end,
        lag(is_grammar_word) over sentence_order as is_previous_grammar_word,
        lag(is_figure) over sentence_order as is_previous_figure,
        lag(is_like_year) over sentence_order as is_previous_like_year,
        lag(currency_side) over sentence_order as previous_currency_side,
        lag(token_norm, 2) over sentence_order as second_previous_norm,
        lag(token_end, 2) over sentence_order as second_previous_end,
        lag(is_figure, 2) over sentence_order as is_second_previous_figure,
        lag(word_kind, 2) over sentence_order as second_previous_word_kind,
        lag(currency_side, 2) over sentence_order as second_previous_currency_side,
        lag(token_norm, 3) over sentence_order as third_previous_norm,
        lag(is_label, 3) over sentence_order as is_third_previous_label,
        lag(currency_side, 4) over sentence_order as fourth_previous_currency_side,
        lead(token_norm) over sentence_order as next_norm,
        lead(token_start) over sentence_order as next_start,
        lead(is_scale_word) over sentence_order as is_next_scale_word,
        lead(currency_side) over sentence_order as next_currency_side,
        lead(token_norm, 2) over sentence_order as second_next_norm,
        lead(is_scale_word, 2) over sentence_order as is_second_next_scale_word,
        lead(currency_side, 2) over sentence_order as second_next_currency_side,
        lead(is_scale_word, 3) over sentence_order as is_third_next_scale_word
    from worded
    window sentence_order as (partition by sentence_key order by token_index)
),

traited as (
    select
        *,
        -- What stands behind a decimal sign torn from its figures: "3 .5 million",
        -- "1 . 28 billion", "3. 5 million", "1,5 million"; but no day ("May 12,5 million yuan").
        coalesce(
            {{ regexp_like('token_norm', "'^[0-9]+$'") }}
            and {{ regexp_like('second_previous_norm', "'^[0-9]{1,3}$'") }}
            and (
                (
                    previous_norm = '.'
                    and second_previous_end < previous_start
                    and (previous_end = token_start or is_next_scale_word)
                )
                or (
                    previous_norm = '.'
                    and previous_end < token_start
                    and is_next_scale_word
                    and not is_third_previous_label
                )
                or (
                    previous_norm = ','
                    and second_previous_end = previous_start
                    and previous_end = token_start
                    and length(token_norm) <= 2
                    and is_next_scale_word
                    and coalesce(third_previous_norm, '') != ','
                    and not is_third_previous_label
                )
            ),
            false
        )
        -- "one point five"
        or coalesce(
            previous_norm = 'point'
            and word_kind = 'unit'
            and word_value < 10
            and second_previous_word_kind in ('unit', 'tens'),
            false
        ) as is_decimal,
        -- ".5 million"
        coalesce(
            previous_norm = '.'
            and previous_end = token_start
            and {{ regexp_like('token_norm', "'^[0-9]+$'") }}
            and not coalesce(is_second_previous_figure, false)
            and (
                coalesce(second_previous_end, -1) < previous_start
                or second_previous_currency_side != 'none'
            ),
            false
        ) as is_bare_decimal,
        -- A letter that is a scale stands beside a currency: "RMB 5m", "RMB 5-8 m", "30k yuan".
        coalesce(
            word_kind in ('money_scale', 'letter_scale')
            and is_previous_figure
            and (
                next_currency_side in ('after', 'both')
                or (next_norm = '-' and second_next_currency_side in ('after', 'both'))
                or second_previous_currency_side in ('before', 'both')
                or (
                    second_previous_norm in ('-', '~', 'to', 'and', ',', 'or')
                    and fourth_previous_currency_side in ('before', 'both')
                )
            ),
            false
        ) as is_money_letter
    from neighbour
),

money_letter as (
    select distinct
        sentence_key,
        token_norm
    from traited
    where is_money_letter
),

numeral as (
    select
        traited.sentence_key,
        traited.token_index,
        traited.token_start,
        traited.token_end,
        traited.token_text,
        case
            when traited.is_decimal then 'decimal'
            when traited.word_kind is null then 'digits'
            -- "one and a quarter million"
            when
                traited.word_kind = 'quarter'
                and traited.previous_norm = 'a'
                and traited.second_previous_norm = 'and'
                then 'half'
            -- "3.5 ten thousand": ten belongs to the scale, the Chinese unit wan.
            when
                traited.token_norm = 'ten'
                and traited.is_previous_figure
                and not traited.is_previous_like_year
                and (
                    traited.is_next_scale_word
                    or (traited.next_norm = '-' and traited.is_second_next_scale_word)
                )
                then 'hundred'
            when traited.word_kind in ('figure_scale', 'letter_scale', 'money_scale') then 'scale'
            else traited.word_kind
        end as numeral_kind,
        case
            when traited.is_decimal or traited.is_bare_decimal
                then
                    coalesce(
                        cast(traited.word_value as double) / 10,
                        cast('0.' || traited.token_norm as double)
                    )
            else
                coalesce(
                    cast(traited.word_value as double),
                    cast(
                        case
                            -- "1.500.000"
                            when {{ regexp_like('traited.token_text', "'[.].*[.]'") }}
                                then replace(traited.token_text, '.', '')
                            else translate(traited.token_text, ', ''', '')
                        end as double
                    )
                )
        end as numeral_value,
        traited.word_kind is null
        and traited.next_norm in ('st', 'nd', 'rd', 'th')
        and traited.next_start = traited.token_end as is_ordinal,
        traited.word_kind is null
        and traited.previous_end = traited.token_start
        and {{ regexp_like('traited.previous_norm', "'^([a-z]+|/|[+])$'") }}
        and not coalesce(traited.is_previous_grammar_word, false)
        and coalesce(traited.previous_currency_side, 'none') not in ('before', 'both') as is_code
    from traited
    left join money_letter
        on
            traited.sentence_key = money_letter.sentence_key
            and traited.token_norm = money_letter.token_norm
    where
        traited.is_figure
        -- "21.5 per thousand" is one number.
        or (
            traited.word_kind in ('unit', 'tens', 'half', 'hundred', 'dozen', 'scale')
            and (traited.word_kind != 'scale' or coalesce(traited.previous_norm, '') != 'per')
        )
        -- "12 wan people", but not Wan Ning.
        or (traited.word_kind = 'figure_scale' and traited.is_previous_figure)
        or traited.is_money_letter
        -- A letter glued to its figure, where it is a scale of money in the sentence anyway
        -- ("of RMB 12m, 5m went to roads") or no unit ("30k").
        or (
            traited.word_kind in ('money_scale', 'letter_scale')
            and traited.is_previous_figure
            and traited.previous_end = traited.token_start
            and (money_letter.token_norm is not null or traited.word_kind = 'letter_scale')
        )
        -- "three quarters of a million"
        or (
            traited.word_kind = 'quarter'
            and (
                traited.is_next_scale_word
                or (
                    traited.next_norm = 'of'
                    and traited.second_next_norm in ('a', 'one')
                    and traited.is_third_next_scale_word
                )
            )
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
