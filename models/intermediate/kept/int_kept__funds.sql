with fact as (
    select * from {{ ref('int_fact__mention') }}
    where measure = 'funds'
),

context as (
    select * from {{ ref('int_fact__context') }}
),

document as (
    select * from {{ ref('int_text__document') }}
),

part as (
    select * from {{ ref('int_fact__part') }}
),

instrument as (
    select * from {{ ref('int_fact__instrument') }}
),

recipient as (
    select * from {{ ref('int_fact__recipient_count') }}
),

scope as (
    select * from {{ ref('int_fact__scope') }}
),

funder as (
    select * from {{ ref('int_fact__number_funder') }}
),

number_funder_type as (
    select * from {{ ref('int_number__funder_type') }}
),

funder_type as (
    select * from {{ ref('funder_type') }}
),

finance_type as (
    select * from {{ ref('finance_type') }}
),

exchange_rate as (
    select * from {{ ref('exchange_rate') }}
),

valued as (
    select
        fact.*,
        coalesce(fact.unit_term, 'CNY') as currency,
        context.agency_key,
        context.year_key,
        context.county_key,
        context.province_key,
        context.theme_key,
        context.period_start_year,
        context.period_end_year,
        context.completeness
    from fact
    inner join context on fact.mention_key = context.mention_key
),

final as (
    select
        valued.mention_key as funds_key,
        valued.document_key,
        valued.agency_key,
        valued.year_key,
        valued.county_key,
        valued.province_key,
        valued.theme_key,
        valued.status,
        valued.period_start_year,
        valued.period_end_year,
        cast(valued.number_value as decimal(24, 4)) as amount,
        cast(valued.number_low as decimal(24, 4)) as amount_low,
        valued.currency,
        cast(
            case
                when valued.currency = 'CNY' then valued.number_value
                else round(valued.number_value * exchange_rate.cny_per_unit, 0)
            end as decimal(24, 4)
        ) as amount_cny,
        valued.value_bound,
        instrument.instrument,
        finance_type.dac_code as finance_type,
        valued.is_stock,
        recipient.recipient_count,
        cast(
            valued.number_value * coalesce(recipient.recipient_count, 1) as decimal(24, 4)
        ) as total_amount,
        funder.funder_name,
        funder.funder_agency_key,
        funder_type.iati_code as funder_type,
        part.parent_mention_key as parent_funds_key,
        scope.stage,
        scope.is_cumulative,
        scope.is_financing,
        cast(valued.completeness as decimal(3, 2)) as completeness,
        document.file_name as source_file,
        valued.source_line,
        valued.source_start as mention_start,
        valued.source_end as mention_end,
        valued.mention_text,
        valued.sentence_text,
        valued.rule_id
    from valued
    inner join document on valued.document_key = document.document_key
    inner join instrument on valued.mention_key = instrument.mention_key
    inner join scope on valued.mention_key = scope.mention_key
    left join part on valued.mention_key = part.mention_key
    left join recipient on valued.mention_key = recipient.mention_key
    left join funder on valued.mention_key = funder.mention_key
    left join number_funder_type on valued.mention_key = number_funder_type.mention_key
    left join funder_type on number_funder_type.funder_type = funder_type.funder_type
    left join finance_type on instrument.instrument = finance_type.instrument
    left join exchange_rate
        on
            valued.currency = exchange_rate.currency_code
            and valued.year_key = cast(exchange_rate.year as string)
)

select * from final
