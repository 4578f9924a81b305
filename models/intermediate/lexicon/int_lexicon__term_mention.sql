-- Terms as rules see them: simple terms that no masking expression hides ("interest rate" is no
-- interest paid), and compounds of two terms near each other ("out of … poverty").
with simple_mention as (
    select * from {{ ref('int_lexicon__simple_mention') }}
),

lexicon_compound as (
    select * from {{ ref('lexicon_compound') }}
),

mask as (
    select * from simple_mention
    where term_class = 'mask'
),

unmasked as (
    select
        simple_mention.sentence_key,
        simple_mention.term_class,
        simple_mention.term,
        simple_mention.token_index_first,
        simple_mention.token_index_last
    from simple_mention
    left join mask
        on
            simple_mention.sentence_key = mask.sentence_key
            and simple_mention.token_index_first >= mask.token_index_first
            and simple_mention.token_index_last <= mask.token_index_last
            and simple_mention.token_index_last - simple_mention.token_index_first
            < mask.token_index_last - mask.token_index_first
    -- Grammar words (stop, glue, bounds) are what they are inside a masking expression too.
    where mask.sentence_key is null or simple_mention.term_class in ('stop', 'glue', 'mask')
),

compound as (
    select
        first_term.sentence_key,
        lexicon_compound.compound_class as term_class,
        first_term.term || ' … ' || second_term.term as term,
        first_term.token_index_first,
        second_term.token_index_last
    from lexicon_compound
    inner join unmasked as first_term on lexicon_compound.first_class = first_term.term_class
    inner join unmasked as second_term
        on
            lexicon_compound.second_class = second_term.term_class
            and first_term.sentence_key = second_term.sentence_key
            and first_term.token_index_last < second_term.token_index_first
            and second_term.token_index_first - first_term.token_index_last - 1
            <= lexicon_compound.max_gap
    -- One compound a first term: with the nearest second term.
    qualify row_number() over (
        partition by
            first_term.sentence_key, lexicon_compound.compound_class,
            first_term.token_index_first, first_term.token_index_last
        order by second_term.token_index_first asc, second_term.token_index_last desc
    ) = 1
),

united as (
    select * from unmasked
    union
    select * from compound
),

final as (
    select
        {{ row_key([
            'sentence_key', 'term_class', 'token_index_first', 'token_index_last', 'term'
        ]) }} as term_mention_key,
        sentence_key,
        term_class,
        term,
        token_index_first,
        token_index_last
    from united
)

select * from final
