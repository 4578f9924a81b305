-- One row per sentence about the whole country, many provinces or abroad.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
),

mention as (
    select * from {{ ref('int_place__mention_resolved') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

scope_term as (
    select * from {{ ref('place_scope_term') }}
),

final as (
    select distinct token.sentence_key
    from token
    inner join scope_term
        on {{ form_stands_at('scope_term.scope_form') }}
    left join token as token_before
        on
            token.sentence_key = token_before.sentence_key
            and token.token_index - 1 = token_before.token_index
    -- "The list of poor counties" is no place.
    where
        coalesce(token_before.token_norm, '') not in (
            'list', 'lists', 'rank', 'ranks', 'row', 'rows', 'label', 'cap', 'hat', 'status',
            'title', 'register'
        )

    union

    select number_mention.sentence_key
    from number_mention
    left join token as token_before
        on
            number_mention.sentence_key = token_before.sentence_key
            and number_mention.token_index_first - 1 = token_before.token_index
    where
        (
            number_mention.unit_class = 'unit_province'
            and number_mention.number_value >= 5
            -- "Managers from 25 provinces" came to one place.
            and (
                coalesce(token_before.token_norm, '') != 'from'
                or number_mention.number_value >= 30
            )
        )
        or (number_mention.unit_class = 'unit_county' and number_mention.number_value >= 30)

    union

    select mention.sentence_key
    from mention
    where mention.place_level = 'country'
)

select * from final
