-- What is_additive leaves in a sum holds no part beside a total, no repetition beside what it
-- repeats, no plan and no stock; read here from the numbers, not from the fact tables' own
-- columns. Without it totals in a report would count the same money twice. Look at is_additive in
-- the mart named.
with stated as (
    {{ every_fact(['is_additive']) }}
),

additive as (
    select * from stated
    where is_additive
),

ledger as (
    select * from {{ ref('number_ledger') }}
),

fact as (
    select * from {{ ref('int_fact__mention') }}
),

part as (
    select * from {{ ref('int_fact__part') }}
),

restatement as (
    select * from {{ ref('int_fact__restatement') }}
),

final as (
    select
        additive.fact_table,
        additive.fact_key,
        ledger.source_file,
        ledger.source_line,
        ledger.mention_text,
        fact.status,
        fact.is_stock,
        part.parent_mention_key,
        restatement.restated_mention_key
    from additive
    inner join ledger
        on
            additive.fact_table = ledger.fact_table
            and additive.fact_key = ledger.fact_key
    inner join fact on ledger.mention_key = fact.mention_key
    left join part on ledger.mention_key = part.mention_key
    left join restatement on ledger.mention_key = restatement.mention_key
    where
        fact.status != 'actual'
        or (fact.is_stock and fact.measure = 'funds')
        or part.mention_key is not null
        or restatement.mention_key is not null
)

select * from final
