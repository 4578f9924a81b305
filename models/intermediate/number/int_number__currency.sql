-- Names, codes and signs of currencies in the text.
with ngram as (
    select * from {{ ref('int_text__ngram') }}
),

currency_form as (
    select * from {{ ref('currency_form') }}
),

matched as (
    select
        ngram.sentence_key,
        ngram.token_index_first,
        ngram.token_index_last,
        currency_form.currency_code,
        currency_form.side
    from ngram
    inner join currency_form on ngram.ngram_norm = currency_form.form
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
