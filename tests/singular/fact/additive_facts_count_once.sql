-- What is_additive leaves in a sum holds no fact beside another that contains it, over however
-- many steps, no repetition beside what it repeats, no plan and no stock; read here from the
-- numbers, not from the fact tables' own columns. Without it totals in a report would count the
-- same money twice. Look at int_corpus__relation.
with recursive stated as (
    select
        fact_table,
        fact_key,
        not_additive_reason is null as is_additive
    from {{ ref('int_corpus__relation') }}
),

ledger as (
    select * from {{ ref('number_ledger') }}
),

fact as (
    select * from {{ ref('int_fact__mention') }}
),

container as (
    select * from {{ ref('int_fact__container') }}
),

restatement as (
    select * from {{ ref('int_fact__restatement') }}
),

additive as (
    select ledger.mention_key
    from stated
    inner join ledger
        on
            stated.fact_table = ledger.fact_table
            and stated.fact_key = ledger.fact_key
    where stated.is_additive
),

-- One step up: to what contains it, or to what it repeats.
step as (
    select
        mention_key,
        container_key as upper_key
    from container

    union

    select
        mention_key,
        restated_mention_key as upper_key
    from restatement
),

-- A circle, which another test finds, must not keep this one running.
above as (
    select
        mention_key,
        upper_key,
        1 as step_count
    from step

    union all

    select
        above.mention_key,
        step.upper_key,
        above.step_count + 1 as step_count
    from above
    inner join step on above.upper_key = step.mention_key
    where above.step_count < 10
),

counted_twice as (
    select
        above.mention_key,
        above.upper_key
    from above
    inner join additive as lower_fact on above.mention_key = lower_fact.mention_key
    inner join additive as upper_fact on above.upper_key = upper_fact.mention_key

    union

    select
        additive.mention_key,
        cast(null as string) as upper_key
    from additive
    inner join fact on additive.mention_key = fact.mention_key
    where fact.status != 'actual' or (fact.is_stock and fact.measure = 'funds')
),

final as (
    select
        counted_twice.mention_key,
        counted_twice.upper_key,
        fact.source_line,
        fact.mention_text,
        upper_fact.source_line as upper_line,
        upper_fact.mention_text as upper_text
    from counted_twice
    inner join fact on counted_twice.mention_key = fact.mention_key
    left join fact as upper_fact on counted_twice.upper_key = upper_fact.mention_key
)

select * from final
