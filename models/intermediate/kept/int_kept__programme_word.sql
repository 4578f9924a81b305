-- What the facts of each document are about, in its words: not those of the number itself.
with programme_word as (
    select * from {{ ref('int_fact__programme_word') }}
),

fact_key as (
    select * from {{ ref('int_fact__fact_key') }}
),

fact as (
    select * from {{ ref('int_fact__mention') }}
),

final as (
    select
        fact.document_key,
        fact_key.fact_key,
        programme_word.word
    from programme_word
    inner join fact_key on programme_word.mention_key = fact_key.mention_key
    inner join fact on fact_key.mention_key = fact.mention_key
    where
        fact_key.mention_key = fact_key.fact_key
        and instr(lower(fact.mention_text), programme_word.word) = 0
)

select * from final
