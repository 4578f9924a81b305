with fact as (
    select * from {{ ref('int_kept__training') }}
),

relation as (
    select * from {{ ref('int_corpus__relation') }}
),

final as (
    select
        fact.training_key,
        fact.statement_key,
        fact.document_key,
        fact.agency_key,
        fact.year_key,
        fact.county_key,
        fact.province_key,
        fact.theme_key,
        fact.status,
        fact.period_start_year,
        fact.period_end_year,
        fact.sessions_count,
        fact.sessions_bound,
        fact.sessions_parent_key,
        fact.participants_count,
        fact.participants_unit,
        fact.participants_bound,
        fact.participants_parent_key,
        relation.claim_key,
        relation.claim_relation,
        relation.restates_key,
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
        fact.rule_id,
        fact.sessions_source_line,
        fact.sessions_mention_start,
        fact.sessions_mention_end,
        fact.sessions_mention_text,
        fact.participants_source_line,
        fact.participants_mention_start,
        fact.participants_mention_end,
        fact.participants_mention_text
    from fact
    inner join relation on fact.training_key = relation.fact_key
)

select * from final
