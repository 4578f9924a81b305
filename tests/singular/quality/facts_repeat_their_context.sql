-- A fact whose agency, place, year, theme, status or rule is not what the intermediate models
-- decided for its number. Without it a join in a mart could hang a fact on another county and
-- every key would still be found. Look at the joins of the fact's mart.
with context as (
    select * from {{ ref('int_fact__context') }}
),

mention as (
    select * from {{ ref('int_fact__mention') }}
),

fact as (
    {{ every_fact([
        'document_key', 'source_file', 'source_line', 'agency_key', 'year_key', 'county_key', 'province_key',
        'theme_key', 'period_start_year', 'period_end_year', 'completeness', 'status', 'rule_id',
        'sentence_text'
    ]) }}
),

final as (
    select
        fact.fact_table,
        fact.fact_key,
        fact.source_file,
        fact.source_line
    from {{ of_batch('fact') }} as fact
    left join context on fact.fact_key = context.mention_key
    left join mention on fact.fact_key = mention.mention_key
    where
        fact.agency_key is distinct from context.agency_key
        or fact.year_key is distinct from context.year_key
        or fact.county_key is distinct from context.county_key
        or fact.province_key is distinct from context.province_key
        or fact.theme_key is distinct from context.theme_key
        or fact.period_start_year is distinct from context.period_start_year
        or fact.period_end_year is distinct from context.period_end_year
        or abs(fact.completeness - context.completeness) > 0.01
        or context.completeness is null
        or fact.status is distinct from mention.status
        or fact.rule_id is distinct from mention.rule_id
        or fact.sentence_text is distinct from mention.sentence_text
)

select * from final
