-- Of one and the same money one statement counts, in whatever documents it is told, and every fact
-- has its claim. Without it a briefing that repeats a yearbook would double its sums. Returns the
-- claims of which more than one statement may be summed, or none was chosen, and facts without a
-- claim; look at int_corpus__claim.
with relation as (
    select * from {{ ref('int_corpus__relation') }}
),

fact as (
    {{ every_fact(['document_key']) }}
),

final as (
    select
        claim_key,
        cast(null as string) as fact_key
    from relation
    group by claim_key
    having
        count(case when not_additive_reason is null then 1 end) > 1
        or count(case when claim_relation = 'chosen' then 1 end) != 1

    union all

    select
        relation.claim_key,
        fact.fact_key
    from fact
    left join relation
        on
            fact.fact_table = relation.fact_table
            and fact.fact_key = relation.fact_key
    where relation.fact_key is null
)

select * from final
