-- Counties, cities and regions that give money as the subject of a verb of giving: "Anyang invested
-- …", "the county has set aside …". What stands behind a preposition is where something happens.
with token as (
    select * from {{ ref('int_text__token') }}
),

term_mention as (
    select * from {{ ref('int_lexicon__term_mention') }}
),

-- Short names without the word for their kind are surnames too: Li, Yang, Huang.
place_name as (
    select prefecture_name as place_name from {{ ref('place_prefecture') }}
    union
    select prefecture_stem as place_name from {{ ref('place_prefecture') }}
    where length(prefecture_stem) >= 5
    union
    select county_name as place_name from {{ ref('place_county_state') }}
    union
    select county_stem as place_name from {{ ref('place_county_state') }}
    where length(county_stem) >= 6
),

place_form as (
    select distinct lower(place_name) as place_form from place_name
),

named as (
    select
        token.sentence_key,
        token.token_index as token_index_first,
        {{ form_index_last('place_form.place_form') }} as token_index_last
    from token
    inner join place_form
        on {{ form_stands_at('place_form.place_form') }}
    where {{ regexp_like('token.token_text', "'^[A-Z]'") }}
),

-- "The county", "our district".
referred as (
    select
        term_mention.sentence_key,
        determiner.token_index as token_index_first,
        term_mention.token_index_last
    from token as determiner
    inner join term_mention
        on
            determiner.sentence_key = term_mention.sentence_key
            and determiner.token_index + 1 = term_mention.token_index_first
            and term_mention.term_class = 'local_body'
    where determiner.token_norm in ('the', 'this', 'our')
),

body as (
    select * from named
    union
    select * from referred
),

give_verb as (
    select distinct
        sentence_key,
        token_index_first as verb_index
    from term_mention
    where split_part(term_class, '_', 1) = 'give'
),

-- An auxiliary or an adverb may stand between: "has also put in".
between_word as (
    select
        body.sentence_key,
        body.token_index_first,
        body.token_index_last,
        give_verb.verb_index,
        count(token.token_index) as word_count
    from body
    inner join give_verb
        on
            body.sentence_key = give_verb.sentence_key
            and give_verb.verb_index - body.token_index_last between 1 and 3
    left join token
        on
            body.sentence_key = token.sentence_key
            and body.token_index_last < token.token_index
            and give_verb.verb_index > token.token_index
            and {{ regexp_like(
                'token.token_norm',
                "'^(has|have|had|also|then|further|again|already|alone|itself|[a-z]+ly)$'"
            ) }}
    group by
        body.sentence_key, body.token_index_first, body.token_index_last, give_verb.verb_index
),

final as (
    select
        between_word.sentence_key,
        between_word.token_index_first,
        max(between_word.token_index_last) as token_index_last
    from between_word
    left join token as word_before
        on
            between_word.sentence_key = word_before.sentence_key
            and between_word.token_index_first - 1 = word_before.token_index
    where
        between_word.word_count = between_word.verb_index - between_word.token_index_last - 1
        and coalesce(word_before.token_norm, '') not in (
            'in', 'of', 'to', 'for', 'at', 'into', 'from', 'on', 'by', 'with', 'within', 'across'
        )
        -- "Bank of Zhengzhou", "Gansu Lanzhou": part of a longer name.
        and not coalesce({{ regexp_like('word_before.token_text', "'^[A-Z]'") }}, false)
    group by between_word.sentence_key, between_word.token_index_first
)

select * from final
