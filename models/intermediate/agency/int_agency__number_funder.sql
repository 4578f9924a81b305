-- Who gives an amount of money, where the sentence names them.
with candidate as (
    select * from {{ ref('int_agency__funder_candidate') }}
),

number_mention as (
    select
        mention_key,
        section_key
    from {{ ref('int_number__mention') }}
),

section_agency as (
    select * from {{ ref('int_agency__section_agency') }}
),

ordered as (
    select
        *,
        row_number() over (
            partition by mention_key
            order by funder_rank, distance, giver_name
        ) as choice
    from candidate
),

-- The nearest subject decides: who only raises money, or "we", is not named as its giver.
named as (
    select * from ordered
    where
        choice = 1
        and funder_rule not in ('given_to', 'subject_that_raises')
        and giver_kind <> 'we'
),

-- "The Hunan Branch" in a bank's section is a branch of that bank.
final as (
    select
        named.mention_key,
        named.giver_name as funder_name,
        coalesce(
            named.agency_key,
            case
                when
                    {{ regexp_like('named.giver_name', "'Branch(es)?$'") }}
                    and section_agency.agency_key <> 'none'
                    then section_agency.agency_key
            end
        ) as funder_agency_key,
        named.funder_rule as rule_id
    from named
    inner join number_mention on named.mention_key = number_mention.mention_key
    left join section_agency on number_mention.section_key = section_agency.section_key
)

select * from final
