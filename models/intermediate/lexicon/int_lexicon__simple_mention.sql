-- Terms of the lexicon where they stand in the text. The longest wins: "poverty relief fund" hides
-- its "fund", "premium subsidy" its "premium".
with token as (
    select * from {{ ref('int_text__token') }}
),

term_form as (
    select * from {{ ref('int_lexicon__term_form') }}
),

matched as (
    select
        token.sentence_key,
        token.token_index as token_index_first,
        {{ form_index_last('term_form.term_form') }} as token_index_last,
        term_form.term_class,
        min(term_form.term) as term
    from token
    inner join term_form
        on {{ form_stands_at('term_form.term_form') }}
    group by all
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

reach as (
    select
        *,
        max(token_index_last) over (
            partition by sentence_key, term_family
            order by token_index_first
            range between unbounded preceding and 1 preceding
        ) as earlier_reach,
        max(token_index_last) over (
            partition by sentence_key, term_family, token_index_first
        ) as own_reach
    from family
),

final as (
    select
        sentence_key,
        term_class,
        term,
        token_index_first,
        token_index_last
    from reach
    where
        token_index_last = own_reach
        and token_index_last > coalesce(earlier_reach, 0)
)

select * from final
