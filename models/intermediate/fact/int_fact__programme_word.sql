-- The words that say what a fact is about: those of its clause and of the clauses without a fact
-- behind it (of an opening clause before it), without those that could stand beside any amount and
-- those of the section's title.
with fact as (
    select * from {{ ref('int_fact__mention') }}
),

section as (
    select * from {{ ref('int_text__section') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

token_position as (
    select * from {{ ref('int_number__token_position') }}
),

common_term as (
    select
        sentence_key,
        token_index_first,
        token_index_last
    from {{ ref('int_lexicon__term_mention') }}
    where
        term_class in (
            'stop', 'glue', 'common', 'predicate', 'act', 'conjunction', 'whole', 'month'
        )
        or split_part(term_class, '_', 1) in ('give', 'unit', 'bound', 'currency')
),

fact_clause as (
    select
        fact.mention_key,
        fact.section_key,
        fact.sentence_key,
        token_position.clause_count
    from fact
    inner join token_position
        on
            fact.sentence_key = token_position.sentence_key
            and fact.token_index_first = token_position.token_index
),

clause as (
    select
        token_position.sentence_key,
        token_position.clause_count,
        max(fact_clause.clause_count) as fact_clause_count
    from token_position
    left join fact_clause
        on
            token_position.sentence_key = fact_clause.sentence_key
            and token_position.clause_count = fact_clause.clause_count
    group by token_position.sentence_key, token_position.clause_count
),

-- A clause without a fact belongs to the fact before it, else to the first one behind it.
owned_clause as (
    select
        sentence_key,
        clause_count,
        coalesce(
            max(fact_clause_count) over (partition by sentence_key order by clause_count),
            min(fact_clause_count) over (partition by sentence_key)
        ) as fact_clause_count
    from clause
),

common_token as (
    select distinct
        token.sentence_key,
        token.token_index
    from token
    inner join common_term
        on
            token.sentence_key = common_term.sentence_key
            and token.token_index >= common_term.token_index_first
            and token.token_index <= common_term.token_index_last
),

final as (
    select distinct
        fact_clause.mention_key,
        token.token_norm as word
    from fact_clause
    inner join owned_clause
        on
            fact_clause.sentence_key = owned_clause.sentence_key
            and fact_clause.clause_count = owned_clause.fact_clause_count
    inner join token_position
        on
            owned_clause.sentence_key = token_position.sentence_key
            and owned_clause.clause_count = token_position.clause_count
    inner join token
        on
            token_position.sentence_key = token.sentence_key
            and token_position.token_index = token.token_index
    left join common_token
        on
            token.sentence_key = common_token.sentence_key
            and token.token_index = common_token.token_index
    left join section on fact_clause.section_key = section.section_key
    where
        common_token.sentence_key is null
        and {{ regexp_like('token.token_norm', "'^[a-z][a-z-]{3,}'") }}
        and coalesce(strpos(lower(section.section_title), token.token_norm), 0) = 0
)

select * from final
