-- A number whose period ends in a year that the calendar lacks. Without it the fact, which joins
-- dim_year by that year, would be lost. Look at the years of dim_year and at int_period__mention.
with number_period as (
    select * from {{ ref('int_period__number_period') }}
),

ledger as (
    select * from {{ ref('number_ledger') }}
),

dim_year as (
    select * from {{ ref('dim_year') }}
),

final as (
    select
        number_period.mention_key,
        ledger.source_file,
        ledger.source_line,
        ledger.mention_text,
        number_period.period_start_year,
        number_period.period_end_year
    from number_period
    left join ledger on number_period.mention_key = ledger.mention_key
    left join dim_year
        on coalesce(number_period.period_end_year, number_period.period_start_year) = dim_year.year
    where
        dim_year.year is null
        and coalesce(number_period.period_end_year, number_period.period_start_year) is not null
)

select * from final
