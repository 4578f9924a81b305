-- Names, codes and signs of currencies in the text.
with token as (
    select * from {{ ref('int_text__token') }}
),

currency_form as (
    select * from {{ ref('currency_form') }}
),

matched as (
    select
        token.sentence_key,
        token.token_index as token_index_first,
        {{ form_index_last('currency_form.form') }} as token_index_last,
        currency_form.currency_code,
        currency_form.side
    from token
    inner join currency_form
        on {{ form_stands_at('currency_form.form') }}
),

final as (
    -- "rmb yuan" hides its "rmb" and "yuan".
    select matched.*
    from matched
    left join matched as longer
        on
            matched.sentence_key = longer.sentence_key
            and matched.token_index_first >= longer.token_index_first
            and matched.token_index_last <= longer.token_index_last
            and matched.token_index_last - matched.token_index_first
            < longer.token_index_last - longer.token_index_first
    where longer.sentence_key is null
)

select * from final
