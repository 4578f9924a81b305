-- Terms of the lexicon where they stand in the text. The longest wins: "poverty relief fund" hides
-- its "fund", "premium subsidy" its "premium".
with token as (
    select
        sentence_key,
        token_index,
        token_norm,
        words_ahead
    from {{ ref('int_text__token') }}
),

term_form as (
    select
        term_form,
        term_class,
        split_part(term_form, ' ', 2) as second_word,
        min(term) as term
    from {{ ref('int_lexicon__term_form') }}
    group by term_form, term_class
),

-- Many terms begin alike ("take part in", "take over"): the second word finds them.
pair_of_words as (
    select
        *,
        split_part(words_ahead, ' ', 2) as second_word
    from token
),

matched as (
    select
        token.sentence_key,
        token.token_index as token_index_first,
        token.token_index as token_index_last,
        term_form.term_class,
        term_form.term
    from token
    inner join term_form
        on token.token_norm = term_form.term_form and term_form.second_word = ''

    union all

    select
        token.sentence_key,
        token.token_index as token_index_first,
        {{ form_index_last('term_form.term_form') }} as token_index_last,
        term_form.term_class,
        term_form.term
    from pair_of_words as token
    inner join term_form
        on
            {{ form_stands_at('term_form.term_form') }}
            and token.second_word = term_form.second_word
            and term_form.second_word != ''
),

family as (
    -- Classes that compete: a term of money inside a longer one is not meant, whatever its class.
    select
        *,
        case
            when split_part(term_class, '_', 1) in ('money', 'not') then 'money'
            else term_class
        end as term_family
    from matched
),

-- Only terms of several words hide others: how far those reach that hold a token.
covered as (
    select
        sentence_key,
        term_family,
        token_index_first,
        token_index_last,
        {{ whole_numbers('token_index_first', 'token_index_last') }} as token_index
    from family
    where token_index_last > token_index_first
),

reach as (
    select
        sentence_key,
        term_family,
        token_index,
        max(case when token_index_first < token_index then token_index_last end) as earlier_reach,
        max(case when token_index_first = token_index then token_index_last end) as own_reach
    from covered
    group by sentence_key, term_family, token_index
),

final as (
    select
        family.sentence_key,
        family.term_class,
        family.term,
        family.token_index_first,
        family.token_index_last
    from family
    left join reach
        on
            family.sentence_key = reach.sentence_key
            and family.term_family = reach.term_family
            and family.token_index_first = reach.token_index
    where
        family.token_index_last >= coalesce(reach.own_reach, 0)
        and family.token_index_last > coalesce(reach.earlier_reach, 0)
)

select * from final
