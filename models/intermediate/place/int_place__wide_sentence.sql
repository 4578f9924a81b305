-- One row per sentence about the whole country, many provinces or abroad.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
),

mention as (
    select * from {{ ref('int_place__mention_resolved') }}
),

ngram as (
    select * from {{ ref('int_text__ngram') }}
),

scope_term as (
    select * from {{ ref('place_scope_term') }}
),

final as (
    select distinct ngram.sentence_key
    from ngram
    inner join scope_term on ngram.ngram_norm = scope_term.scope_form

    union

    select number_mention.sentence_key
    from number_mention
    where
        (number_mention.unit_class = 'unit_province' and number_mention.number_value >= 5)
        or (number_mention.unit_class = 'unit_county' and number_mention.number_value >= 30)

    union

    select mention.sentence_key
    from mention
    where mention.place_level = 'country'
)

select * from final
