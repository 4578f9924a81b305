-- Every way of writing a date or a plan period, with what it says about the year.
with period_date_form as (
    select * from {{ ref('period_date_form') }}
),

period_date_modifier as (
    -- The empty modifier stands for a date by itself.
    select
        modifier_type,
        coalesce(modifier, '') as modifier
    from {{ ref('period_date_modifier') }}
),

period_plan_form as (
    select * from {{ ref('period_plan_form') }}
),

date_form as (
    {{ spell_out_forms(
        'period_date_form', ['date_source', 'year_offset', 'counts_from'], 'date_form'
    ) }}
),

modifier as (
    {{ spell_out_forms('period_date_modifier', ['modifier_type'], 'modifier', depth=3) }}
),

plan_form as (
    {{ spell_out_forms('period_plan_form', ['example'], 'plan_form', depth=3) }}
),

modified_date as (
    select
        date_form.date_source,
        date_form.year_offset,
        date_form.counts_from,
        modifier.modifier_type,
        '<date>' as date_symbol,
        trim(concat(modifier.modifier, ' ', date_form.date_form)) as form
    from date_form
    cross join modifier

    union all

    select
        'plan' as date_source,
        0 as year_offset,
        'report' as counts_from,
        'whole' as modifier_type,
        '<plan>' as date_symbol,
        plan_form as form
    from plan_form
),

-- "the year" with and without a modifier may be spelled by two rows: one reading a form.
final as (
    select
        form,
        min(date_symbol) as date_symbol,
        min(date_source) as date_source,
        min(year_offset) as year_offset,
        min(counts_from) as counts_from,
        min(modifier_type) as modifier_type
    from modified_date
    group by form
)

select * from final
