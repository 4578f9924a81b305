with fact as (
    select * from {{ ref('int_kept__funds') }}
),

relation as (
    select * from {{ ref('int_corpus__relation') }}
),

final as (
    select
        fact.funds_key,
        fact.document_key,
        fact.agency_key,
        fact.year_key,
        fact.county_key,
        fact.province_key,
        fact.theme_key,
        fact.status,
        fact.period_start_year,
        fact.period_end_year,
        fact.amount,
        fact.amount_low,
        fact.currency,
        fact.amount_cny,
        fact.value_bound,
        fact.instrument,
        fact.finance_type,
        fact.is_stock,
        fact.recipient_count,
        fact.total_amount,
        fact.funder_name,
        fact.funder_agency_key,
        fact.funder_type,
        fact.parent_funds_key,
        relation.claim_key,
        relation.claim_relation,
        relation.restates_key,
        fact.stage,
        fact.is_financing,
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
    inner join relation on fact.funds_key = relation.fact_key
)

select * from final
