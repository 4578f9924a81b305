-- Within one class the longest term wins: "poverty relief fund" hides its "fund".
with ngram as (
    select * from {{ ref('int_text__ngram') }}
),

term_form as (
    select * from {{ ref('int_lexicon__term_form') }}
),

matched as (
    select
        ngram.sentence_key,
        ngram.token_index_first,
        ngram.token_index_last,
        term_form.term_class,
        min(term_form.term) as term
    from ngram
    inner join term_form on ngram.ngram_norm = term_form.term_form
    group by all
),

reach as (
    select
        *,
        max(token_index_last) over (
            partition by sentence_key, term_class
            order by token_index_first, token_index_last desc
            rows between unbounded preceding and 1 preceding
        ) as reached_token_index
    from matched
),

final as (
    select
        {{ row_key(['sentence_key', 'term_class', 'token_index_first']) }} as term_mention_key,
        sentence_key,
        term_class,
        term,
        token_index_first,
        token_index_last
    from reach
    where token_index_last > coalesce(reached_token_index, 0)
)

select * from final
