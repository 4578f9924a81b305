-- How each fact stands to the others of the corpus, and may it go into a sum beside them? Of one
-- and the same money only the chosen statement may, and only where no money of the sum contains it;
-- a container that may not be added itself leaves that to its parts.
with recursive statement as (
    select * from {{ ref('int_corpus__claim') }}
),

chosen as (
    select * from statement
    where choice_rank = 1
),

told_in as (
    select distinct
        document_key,
        claim_key
    from statement
),

voted as (
    select
        *,
        sum(case when contained_in_key is null then -1 else 1 end)
            over (partition by claim_key, completeness)
        >= 0 as is_mostly_contained
    from statement
    where restates_key is null
),

-- The statement that says most of it: its document judges what it is part of. Of several that say
-- as much the greater number is right, and what is found rather than what is missed.
fullest as (
    select * from voted
    qualify row_number() over (
        partition by claim_key
        order by
            completeness desc,
            case when is_mostly_contained = (contained_in_key is not null) then 0 else 1 end asc,
            choice_rank asc
    ) = 1
),

-- What contains a statement of it contains the claim: first of all what contains the fullest one. A
-- document that tells both and holds them apart is not overruled by another if it tells it best.
container as (
    select
        statement.claim_key,
        upper_statement.claim_key as container_claim_key,
        statement.contained_in_key,
        statement.containment,
        statement.containment_margin
    from statement
    inner join statement as upper_statement
        on statement.contained_in_key = upper_statement.fact_key
    inner join fullest on statement.claim_key = fullest.claim_key
    left join told_in
        on
            fullest.document_key = told_in.document_key
            and upper_statement.claim_key = told_in.claim_key
    where
        statement.claim_key != upper_statement.claim_key
        and (statement.fact_key = fullest.fact_key or told_in.claim_key is null)
    qualify row_number() over (
        partition by statement.claim_key
        order by
            case when statement.fact_key = fullest.fact_key then 0 else 1 end asc,
            statement.choice_rank asc
    ) = 1
),

-- A container is larger than what it contains, or stated as its total: twelve steps are enough.
ancestry as (
    select
        claim_key,
        container_claim_key as ancestor_key,
        1 as step_count
    from container

    union all

    select
        ancestry.claim_key,
        container.container_claim_key as ancestor_key,
        ancestry.step_count + 1 as step_count
    from ancestry
    inner join container on ancestry.ancestor_key = container.claim_key
    where ancestry.step_count < 12
),

contained as (
    select distinct ancestry.claim_key
    from ancestry
    inner join chosen on ancestry.ancestor_key = chosen.claim_key
    where chosen.own_reason is null and ancestry.ancestor_key != ancestry.claim_key
),

final as (
    select
        statement.fact_table,
        statement.fact_key,
        statement.document_key,
        statement.claim_key,
        case
            when statement.choice_rank = 1 then 'chosen'
            when statement.total_value = chosen.total_value then 'restates'
            when
                {{ is_rounding('statement', 'chosen') }}
                or {{ is_rounding('chosen', 'statement') }}
                then 'rounds'
            when statement.published_year != chosen.published_year then 'updates'
            else 'contradicts'
        end as claim_relation,
        coalesce(
            statement.restates_key,
            case when statement.choice_rank > 1 then chosen.fact_key end
        ) as restates_key,
        coalesce(
            statement.contained_in_key,
            case when statement.choice_rank = 1 then container.contained_in_key end
        ) as contained_in_key,
        case
            when statement.contained_in_key is not null then statement.containment
            when statement.choice_rank = 1 then container.containment
        end as containment,
        case
            when statement.contained_in_key is not null then statement.containment_margin
            when statement.choice_rank = 1 then container.containment_margin
        end as containment_margin,
        coalesce(
            statement.own_reason,
            case
                when statement.choice_rank > 1 then 'told before'
                when contained.claim_key is not null then 'part of what is added'
            end
        ) as not_additive_reason
    from statement
    inner join chosen on statement.claim_key = chosen.claim_key
    left join container on statement.claim_key = container.claim_key
    left join contained on statement.claim_key = contained.claim_key
)

select * from final
