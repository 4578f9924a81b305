-- The years of dim_year, in the days that MetricFlow asks for.
with day_number as (
    select {{ whole_numbers(0, 55516) }} as day_offset
),

final as (
    select
        cast(
            {{ dbt.dateadd('day', 'day_offset', "cast('1949-01-01' as date)") }} as date
        ) as date_day
    from day_number
)

select * from final
