-- Are all numbers of an annotated training statement found, and tied together as one statement?
with matched_pair as (
    select * from {{ ref('int_evaluation__matched_pair') }}
),

gold as (
    select * from {{ ref('int_evaluation__gold') }}
    where statement_label is not null
),

found_fact as (
    select * from {{ ref('int_evaluation__found_fact') }}
),

stated as (
    select
        gold.annotation_number,
        gold.source_file,
        gold.statement_label,
        matched_pair.found_key,
        found_fact.statement_key
    from gold
    left join matched_pair on gold.annotation_number = matched_pair.annotation_number
    left join found_fact on matched_pair.found_key = found_fact.found_key
),

final as (
    select
        stated.annotation_number,
        'statement' as attribute_name,
        min(
            case
                when
                    mate.found_key is not null
                    and mate.statement_key is not distinct from stated.statement_key
                    then 1
                else 0
            end
        ) = 1 as is_right,
        concat(cast(count(*) as string), ' numbers of one statement') as expected,
        concat(
            cast(count(mate.found_key) as string),
            ' of them, in ',
            cast(count(distinct mate.statement_key) as string),
            ' statements'
        ) as found
    from stated
    inner join stated as mate
        on
            stated.source_file = mate.source_file
            and stated.statement_label = mate.statement_label
    where stated.found_key is not null
    group by stated.annotation_number
)

select * from final
