-- Who gives an amount of money, where the sentence names them: the best-supported giver, unless
-- that one only raises or gets it, or is a pronoun.
with relation as (
    select * from {{ ref('int_fact__giver_relation') }}
),

named_giver as (
    select * from {{ ref('int_agency__named_giver') }}
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

choice as (
    {{ link_choice('relation', 'giver') }}
),

-- "The Hunan Branch" in a bank's section is a branch of that bank.
final as (
    select
        choice.mention_key,
        named_giver.giver_name as funder_name,
        coalesce(
            named_giver.agency_key,
            case
                when
                    {{ regexp_like('named_giver.giver_name', "'Branch(es)?$'") }}
                    and section_agency.agency_key != 'none'
                    then section_agency.agency_key
            end
        ) as funder_agency_key,
        choice.rule_id,
        choice.margin
    from choice
    inner join named_giver on choice.span_key = named_giver.giver_key
    inner join number_mention on choice.mention_key = number_mention.mention_key
    left join section_agency on number_mention.section_key = section_agency.section_key
    where choice.is_named
)

select * from final
