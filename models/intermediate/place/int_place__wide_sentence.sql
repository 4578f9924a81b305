-- One row per sentence about the whole country, many provinces or abroad.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
    where coalesce(unit_class, '') not in ('year', 'date', 'code')
),

mention as (
    select * from {{ ref('int_place__mention_resolved') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

passage as (
    select * from {{ ref('int_text__passage') }}
),

topic as (
    select * from {{ ref('int_place__topic') }}
),

term_mention as (
    select * from {{ ref('int_lexicon__term_mention') }}
    where term_class in ('status_noun', 'poor_area', 'scope_national', 'scope_abroad')
),

-- "Nationwide", "in poor counties"; "the list of poor counties" is no place.
wide_term as (
    select scope.sentence_key
    from term_mention as scope
    inner join token
        on
            scope.sentence_key = token.sentence_key
            and scope.token_index_first - case scope.term_class when 'poor_area' then 1 else 0 end
            = token.token_index
    left join term_mention as status_noun
        on
            token.sentence_key = status_noun.sentence_key
            and token.token_index - 1 = status_noun.token_index_last
            and status_noun.term_class = 'status_noun'
    where
        status_noun.sentence_key is null
        and (
            scope.term_class in ('scope_national', 'scope_abroad')
            or (scope.term_class = 'poor_area' and token.token_norm in ('in', 'of', 'for'))
        )
),

-- "The 75 poor counties" of a text about one province are those of the province.
local_sentence as (
    select sentence.sentence_key
    from sentence
    inner join passage
        on
            sentence.document_key = passage.document_key
            and sentence.section_key is not distinct from passage.section_key
    inner join topic on passage.passage_key = topic.passage_key
),

wide_number as (
    select number_mention.sentence_key
    from number_mention
    left join local_sentence on number_mention.sentence_key = local_sentence.sentence_key
    left join token
        on
            number_mention.sentence_key = token.sentence_key
            and number_mention.token_index_first - 1 = token.token_index
    where
        (
            number_mention.unit_class = 'unit_province'
            -- "Managers from 25 provinces" came to one place.
            and number_mention.number_value
            >= case token.token_norm when 'from' then 30 else 5 end
        )
        or (
            number_mention.unit_class = 'unit_county' and number_mention.number_value >= 30
            and local_sentence.sentence_key is null
        )
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
