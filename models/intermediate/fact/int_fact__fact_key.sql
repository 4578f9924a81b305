-- Under which key of which fact table a number stands in the marts.
with fact as (
    select * from {{ ref('int_fact__mention') }}
),

training_row as (
    select * from {{ ref('int_fact__training_row') }}
),

final as (
    select
        mention_key,
        case measure
            when 'funds' then 'fct_funds_allocated'
            when 'people_lifted' then 'fct_people_lifted'
        end as fact_table,
        mention_key as fact_key
    from fact
    where measure in ('funds', 'people_lifted')

    union all

    select
        sessions_mention_key as mention_key,
        'fct_trainings_held' as fact_table,
        training_key as fact_key
    from training_row
    where sessions_mention_key is not null

    union all

    select
        participants_mention_key as mention_key,
        'fct_trainings_held' as fact_table,
        training_key as fact_key
    from training_row
    where participants_mention_key is not null
)

select * from final
