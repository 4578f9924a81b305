-- The smallest other fact of the document that contains a fact: its stated total, else the
-- best-supported candidate.
with part as (
    select * from {{ ref('int_fact__part') }}
),

pair as (
    select * from {{ ref('int_fact__container_pair') }}
),

chosen as (
    {{ link_choice('pair', 'container') }}
),

inferred as (
    select
        chosen.mention_key,
        chosen.span_key as container_key,
        case
            when pair.is_longer then 'cumulative'
            when pair.place in ('nation', 'within') then 'wider area'
            when pair.span_class in ('overview', 'overview_total') then 'wider purpose'
            else 'same giver and programme'
        end as containment,
        chosen.rule_id,
        chosen.margin
    from chosen
    inner join pair
        on
            chosen.mention_key = pair.mention_key
            and chosen.span_key = pair.span_key
),

final as (
    select
        mention_key,
        parent_mention_key as container_key,
        'stated' as containment,
        part_source as rule_id,
        cast(null as decimal(8, 2)) as margin
    from part

    union all

    select
        inferred.mention_key,
        inferred.container_key,
        inferred.containment,
        inferred.rule_id,
        cast(inferred.margin as decimal(8, 2)) as margin
    from inferred
    left join part on inferred.mention_key = part.mention_key
    where part.mention_key is null
)

select * from final
