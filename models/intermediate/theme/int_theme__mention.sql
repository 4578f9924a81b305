-- Theme terms in headings, body paragraphs and titles: the longest term at each place.
with token as (
    select * from {{ ref('int_text__token') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
    where paragraph_type in ('heading', 'body', 'title')
),

term_form as (
    select * from {{ ref('int_theme__term_form') }}
),

-- "Ministry of Education" is a name, not a word about education.
agency_mention as (
    select * from {{ ref('int_agency__mention') }}
    where resolution <> 'place'
),

matched as (
    select
        token.sentence_key,
        token.token_index as token_index_first,
        {{ form_index_last('term_form.term_form') }} as token_index_last,
        term_form.term_form,
        term_form.theme_code,
        term_form.weight
    from token
    inner join term_form
        on {{ form_stands_at('term_form.term_form') }}
),

reach as (
    select
        *,
        max(token_index_last) over (
            partition by sentence_key
            order by token_index_first asc, token_index_last desc, weight desc, theme_code asc
            rows between unbounded preceding and 1 preceding
        ) as reached_index
    from matched
),

final as (
    select
        sentence.document_key,
        sentence.section_key,
        sentence.heading_key,
        sentence.paragraph_key,
        sentence.paragraph_type,
        reach.sentence_key,
        reach.token_index_first,
        reach.term_form,
        reach.theme_code,
        reach.weight,
        coalesce(sentence.is_headline, false) as is_headline
    from reach
    inner join sentence on reach.sentence_key = sentence.sentence_key
    left join agency_mention
        on
            reach.sentence_key = agency_mention.sentence_key
            and reach.token_index_first
            between agency_mention.token_index_first and agency_mention.token_index_last
    where
        agency_mention.sentence_key is null
        and (
            reach.reached_index is null or reach.token_index_first > reach.reached_index
        )
)

select * from final
