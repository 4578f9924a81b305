-- One row per sentence about the whole country, many provinces or abroad.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
    where coalesce(unit_class, '') not in ('year', 'date', 'code')
),

mention as (
    select * from {{ ref('int_place__mention_resolved') }}
),

position as (
    select * from {{ ref('int_place__token_position') }}
),

term_mention as (
    select * from {{ ref('int_lexicon__term_mention') }}
    where term_class in ('status_noun', 'poor_area', 'scope_national', 'scope_abroad')
),

-- "Nationwide", "in poor counties"; "the list of poor counties" is no place.
wide_term as (
    select scope.sentence_key
    from term_mention as scope
    inner join position
        on
            scope.sentence_key = position.sentence_key
            and scope.token_index_first - case scope.term_class when 'poor_area' then 1 else 0 end
            = position.token_index
    left join term_mention as status_noun
        on
            position.sentence_key = status_noun.sentence_key
            and position.token_index - 1 = status_noun.token_index_last
            and status_noun.term_class = 'status_noun'
    where
        status_noun.sentence_key is null
        and (
            scope.term_class in ('scope_national', 'scope_abroad')
            or (scope.term_class = 'poor_area' and position.token_norm in ('in', 'of', 'for'))
        )
),

wide_number as (
    select number_mention.sentence_key
    from number_mention
    left join position
        on
            number_mention.sentence_key = position.sentence_key
            and number_mention.token_index_first - 1 = position.token_index
    where
        (
            number_mention.unit_class = 'unit_province'
            -- "Managers from 25 provinces" came to one place.
            and number_mention.number_value
            >= case position.token_norm when 'from' then 30 else 5 end
        )
        or (number_mention.unit_class = 'unit_county' and number_mention.number_value >= 30)
),

final as (
    select sentence_key from wide_term
    union
    select sentence_key from wide_number
    union
    select sentence_key from mention
    where place_level = 'country'
)

select * from final
