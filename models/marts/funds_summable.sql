with fact as (
    select * from {{ ref('fct_funds_allocated') }}
    where is_additive
),

claim as (
    select * from {{ ref('dim_claim') }}
),

agency as (
    select * from {{ ref('dim_agency') }}
),

county as (
    select * from {{ ref('dim_county') }}
),

province as (
    select * from {{ ref('dim_province') }}
),

final as (
    select
        fact.funds_key,
        reporter.agency_name as reported_by,
        coalesce(giver.agency_name, fact.funder_name, reporter.agency_name) as giver,
        fact.instrument,
        fact.period_start_year,
        fact.period_end_year,
        province.province_name as province,
        county.county_name as county,
        cast(fact.amount_cny * coalesce(fact.recipient_count, 1) as decimal(24, 4)) as amount_cny,
        fact.currency,
        fact.total_amount,
        fact.value_bound,
        fact.source_file,
        fact.source_line,
        fact.mention_text,
        fact.sentence_text,
        fact.claim_key,
        claim.statement_count,
        claim.document_count
    from fact
    inner join claim on fact.claim_key = claim.claim_key
    inner join agency as reporter on fact.agency_key = reporter.agency_key
    inner join county on fact.county_key = county.county_key
    inner join province on fact.province_key = province.province_key
    left join agency as giver on fact.funder_agency_key = giver.agency_key
)

select * from final
