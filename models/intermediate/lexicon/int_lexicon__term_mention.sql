-- Terms as rules see them: simple terms that no masking expression hides ("interest rate" is no
-- interest paid), and compounds of two terms near each other ("out of … poverty").
with simple_mention as (
    select * from {{ ref('int_lexicon__simple_mention') }}
),

lexicon_compound as (
    select * from {{ ref('lexicon_compound') }}
),

-- How far the masking expressions reach that hold a token.
masked_token as (
    select
        sentence_key,
        token_index_first,
        token_index_last,
        {{ whole_numbers('token_index_first', 'token_index_last') }} as token_index
    from simple_mention
    where term_class = 'mask'
),

mask as (
    select
        sentence_key,
        token_index,
        max(case when token_index_first < token_index then token_index_last end) as earlier_reach,
        max(case when token_index_first = token_index then token_index_last end) as own_reach
    from masked_token
    group by sentence_key, token_index
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
            and simple_mention.token_index_first = mask.token_index
    where
        (
            simple_mention.token_index_last >= coalesce(mask.own_reach, 0)
            and simple_mention.token_index_last > coalesce(mask.earlier_reach, 0)
        )
        -- Grammar words (stop, glue, bounds) are what they are inside a masking expression too.
        or simple_mention.term_class in ('stop', 'glue', 'mask')
),

compound_class as (
    select first_class as term_class from lexicon_compound
    union
    select second_class from lexicon_compound
),

compound_term as (
    select unmasked.*
    from unmasked
    inner join compound_class on unmasked.term_class = compound_class.term_class
),

compound as (
    select
        first_term.sentence_key,
        lexicon_compound.compound_class as term_class,
        first_term.term || ' … ' || second_term.term as term,
        first_term.token_index_first,
        second_term.token_index_last
    from lexicon_compound
    inner join compound_term as first_term on lexicon_compound.first_class = first_term.term_class
    inner join compound_term as second_term
        on
            lexicon_compound.second_class = second_term.term_class
            and first_term.sentence_key = second_term.sentence_key
            and first_term.token_index_last < second_term.token_index_first
            and second_term.token_index_first - first_term.token_index_last - 1
            <= lexicon_compound.max_gap
    -- One compound a first term: with the nearest second term of a class.
    qualify row_number() over (
        partition by
            first_term.sentence_key, lexicon_compound.compound_class,
            lexicon_compound.second_class, first_term.token_index_first, first_term.token_index_last
        order by second_term.token_index_first asc, second_term.token_index_last desc
    ) = 1
),

final as (
    select * from unmasked
    union all
    select distinct * from compound
)

select * from final
