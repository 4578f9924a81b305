-- How often each document names a giver of money, by which rule.
with number_funder as (
    select * from {{ ref('int_fact__number_funder') }}
),

mention as (
    select * from {{ ref('int_number__mention') }}
),

final as (
    select
        mention.document_key,
        number_funder.funder_name,
        number_funder.funder_agency_key,
        number_funder.rule_id,
        cast(count(*) as integer) as amount_count
    from number_funder
    inner join mention on number_funder.mention_key = mention.mention_key
    group by
        mention.document_key, number_funder.funder_name, number_funder.funder_agency_key,
        number_funder.rule_id
)

select * from final
