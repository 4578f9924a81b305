-- May a fact go into a sum, and if not, why? It may where it states a done thing of one period that
-- no other fact of the sum contains; a container that may not be added itself leaves that to its
-- parts.
with recursive scope as (
    select * from {{ ref('int_fact__scope') }}
),

container as (
    select * from {{ ref('int_fact__container') }}
),

restatement as (
    select * from {{ ref('int_fact__restatement') }}
),

fact_key as (
    select * from {{ ref('int_fact__fact_key') }}
),

high_doubt as (
    select distinct fact_key.mention_key
    from {{ ref('int_fact__doubt') }} as doubt
    inner join fact_key
        on
            doubt.fact_table = fact_key.fact_table
            and doubt.fact_key = fact_key.fact_key
    where doubt.severity = 'high'
),

-- By itself, whatever contains it. The first reason that holds is told.
judged as (
    select
        scope.mention_key,
        case
            when restatement.mention_key is not null then 'told before'
            when scope.stage = 'pledge' then 'still to be done'
            when scope.stage = 'commitment' then 'decided, not yet paid'
            when scope.is_stock then 'a balance or the size of a fund, no flow'
            when scope.is_financing then 'raised to be passed on'
            when scope.is_cumulative then 'total of several years'
            when high_doubt.mention_key is not null then 'can hardly be true as printed'
        end as own_reason
    from scope
    left join restatement on scope.mention_key = restatement.mention_key
    left join high_doubt on scope.mention_key = high_doubt.mention_key
),

-- What a repetition contains, the fact that it repeats contains.
direct as (
    select
        container.mention_key,
        coalesce(restatement.restated_mention_key, container.container_key) as container_key
    from container
    left join restatement on container.container_key = restatement.mention_key
),

-- A container is larger than what it contains, or stated as its total: twelve steps are enough.
ancestry as (
    select
        mention_key,
        container_key as ancestor_key,
        1 as step_count
    from direct

    union all

    select
        ancestry.mention_key,
        direct.container_key as ancestor_key,
        ancestry.step_count + 1 as step_count
    from ancestry
    inner join direct on ancestry.ancestor_key = direct.mention_key
    where ancestry.step_count < 12
),

contained as (
    select distinct ancestry.mention_key
    from ancestry
    inner join judged on ancestry.ancestor_key = judged.mention_key
    where judged.own_reason is null and ancestry.ancestor_key != ancestry.mention_key
),

final as (
    select
        judged.mention_key,
        coalesce(
            judged.own_reason,
            case when contained.mention_key is not null then 'part of what is added' end
        ) as not_additive_reason
    from judged
    left join contained on judged.mention_key = contained.mention_key
)

select * from final
