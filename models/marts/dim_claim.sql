with statement as (
    select * from {{ ref('int_corpus__claim') }}
),

relation as (
    select * from {{ ref('int_corpus__relation') }}
),

counted as (
    select
        statement.claim_key,
        min(statement.total_value) as lowest_value,
        max(statement.total_value) as highest_value,
        count(*) as statement_count,
        count(distinct statement.document_key) as document_count,
        max(
            case relation.claim_relation
                when 'contradicts' then 4
                when 'updates' then 3
                when 'rounds' then 2
                when 'restates' then 1
                else 0
            end
        ) as farthest_relation
    from statement
    inner join relation on statement.fact_key = relation.fact_key
    group by statement.claim_key
),

-- The best of those that tell another value than the chosen one.
other_value as (
    select
        other.claim_key,
        max(case when other.value_bound = 'exact' then other.significant_digits else 0 end)
            as significant_digits,
        max(coalesce(other.published_year, 0)) as published_year
    from statement as other
    inner join statement as chosen on other.claim_key = chosen.claim_key
    where chosen.choice_rank = 1 and other.total_value != chosen.total_value
    group by other.claim_key
),

final as (
    select
        chosen.claim_key,
        chosen.fact_table,
        chosen.fact_key as chosen_fact_key,
        split_part(chosen.compared_as, '/', 1) as measure,
        nullif(replace(split_part(chosen.compared_as, '/', 2), 'unit_', ''), '') as unit,
        chosen.total_value as chosen_value,
        cast(counted.lowest_value as decimal(28, 4)) as lowest_value,
        cast(counted.highest_value as decimal(28, 4)) as highest_value,
        cast(counted.statement_count as integer) as statement_count,
        cast(counted.document_count as integer) as document_count,
        case counted.farthest_relation
            when 0 then 'told once'
            when 1 then 'restates'
            when 2 then 'rounds'
            when 3 then 'updates'
            else 'contradicts'
        end as relation,
        case
            when counted.statement_count = 1 then 'told once'
            when other_value.claim_key is null then 'all tell the same'
            when chosen.significant_digits > other_value.significant_digits then 'most exact'
            when chosen.published_year > other_value.published_year then 'published last'
            else 'told first or most completely'
        end as chosen_because
    from statement as chosen
    inner join counted on chosen.claim_key = counted.claim_key
    left join other_value on chosen.claim_key = other_value.claim_key
    where chosen.choice_rank = 1
)

select * from final
