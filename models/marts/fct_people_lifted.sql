with fact as (
    select * from {{ ref('int_kept__people_lifted') }}
),

relation as (
    select * from {{ ref('int_corpus__relation') }}
),

final as (
    select
        fact.lifted_key,
        fact.document_key,
        fact.agency_key,
        fact.year_key,
        fact.county_key,
        fact.province_key,
        fact.theme_key,
        fact.status,
        fact.period_start_year,
        fact.period_end_year,
        fact.lifted_count,
        fact.unit,
        fact.value_bound,
        fact.parent_lifted_key,
        relation.claim_key,
        relation.claim_relation,
        relation.restates_key,
        fact.is_cumulative,
        relation.contained_in_key,
        relation.containment,
        relation.containment_margin,
        relation.not_additive_reason is null as is_additive,
        relation.not_additive_reason,
        fact.completeness,
        fact.source_file,
        fact.source_line,
        fact.mention_start,
        fact.mention_end,
        fact.mention_text,
        fact.sentence_text,
        fact.rule_id
    from fact
    inner join relation on fact.lifted_key = relation.fact_key
)

select * from final
