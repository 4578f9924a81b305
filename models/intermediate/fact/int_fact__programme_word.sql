-- The words that say what a fact is about: those of its clause and of the clauses without a fact
-- behind it (of an opening clause before it), without those that could stand beside any amount,
-- those of the amounts themselves and those of the section's title.
with fact as (
    select * from {{ ref('int_fact__mention') }}
),

sentence as (
    select distinct sentence_key from fact
),

section as (
    select * from {{ ref('int_text__section') }}
),

token as (
    select
        token.sentence_key,
        token.token_index,
        token.token_norm
    from sentence
    inner join {{ ref('int_text__token') }} as token on sentence.sentence_key = token.sentence_key
),

token_position as (
    select
        token_position.sentence_key,
        token_position.token_index,
        token_position.clause_count
    from sentence
    inner join {{ ref('int_number__token_position') }} as token_position
        on sentence.sentence_key = token_position.sentence_key
),

common_term as (
    select
        term_mention.sentence_key,
        term_mention.token_index_first,
        term_mention.token_index_last
    from sentence
    inner join {{ ref('int_lexicon__term_mention') }} as term_mention
        on sentence.sentence_key = term_mention.sentence_key
    where
        term_mention.term_class in (
            'stop', 'glue', 'common', 'predicate', 'act', 'conjunction', 'whole', 'month'
        )
        or split_part(term_mention.term_class, '_', 1) in ('give', 'unit', 'bound', 'currency')

    union all

    select
        sentence_key,
        token_index_first,
        token_index_last
    from fact
),

covered as (
    select
        sentence_key,
        {{ whole_numbers('token_index_first', 'token_index_last') }} as token_index
    from common_term
),

common_token as (
    select distinct
        sentence_key,
        token_index
    from covered
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
        and coalesce(instr(lower(section.section_title), token.token_norm), 0) = 0
)

select * from final
