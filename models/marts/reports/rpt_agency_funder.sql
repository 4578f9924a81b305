-- Who is named as giver of money, how often, and whether the name is known.
with number_funder as (
    select * from {{ ref('int_kept__funder') }}
),

organisation as (
    select * from {{ ref('int_corpus__organisation') }}
),

final as (
    select
        number_funder.funder_name,
        organisation.agency_name,
        number_funder.rule_id,
        cast(sum(number_funder.amount_count) as integer) as amount_count,
        coalesce(number_funder.funder_agency_key, 'none') as funder_agency_key
    from number_funder
    left join organisation on number_funder.funder_agency_key = organisation.agency_key
    group by
        number_funder.funder_name, number_funder.funder_agency_key, organisation.agency_name,
        number_funder.rule_id
)

select * from final
