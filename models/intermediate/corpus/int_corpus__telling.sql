-- The statements of all documents, each way of telling a value of the same giver, place and year
-- once: what a thousand documents repeat is compared once. The ranks say which of two of them
-- leads to the other: the one that says less.
with statement as (
    select * from {{ ref('int_kept__statement') }}
),

telling as (
    select distinct
        telling_key,
        compared_as,
        year_key,
        total_value,
        value_bound,
        significant_digits,
        giver_key,
        county_key,
        province_key
    from statement
    where restates_key is null
),

final as (
    select
        *,
        row_number() over (
            partition by compared_as, year_key
            order by
                case when giver_key = 'none' then 1 else 0 end asc,
                case when county_key in ('none', 'several') then 1 else 0 end asc,
                case when province_key in ('none', 'several') then 1 else 0 end asc,
                significant_digits desc,
                case when value_bound = 'exact' then 0 else 1 end asc,
                telling_key asc
        ) as telling_rank
    from telling
)

select * from final
