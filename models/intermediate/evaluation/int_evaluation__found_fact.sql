-- The facts of the marts on lines that were annotated completely, one row a number. It reads what
-- is published, not the steps before, so that it judges what a user of the warehouse gets.
with funds as (
    select * from {{ ref('fct_funds_allocated') }}
),

lifted as (
    select * from {{ ref('fct_people_lifted') }}
),

training as (
    select * from {{ ref('fct_trainings_held') }}
),

gold_scope as (
    select * from {{ ref('gold_scope') }}
),

ledger as (
    select * from {{ ref('number_ledger') }}
),

found as (
    select
        'funds' as measure,
        'fct_funds_allocated' as fact_table,
        funds_key as fact_key,
        source_file,
        source_line,
        mention_start,
        mention_end,
        mention_text,
        sentence_text,
        amount as number_value,
        currency as unit,
        value_bound,
        instrument,
        is_stock,
        recipient_count,
        status,
        period_start_year,
        period_end_year,
        parent_funds_key as parent_key,
        cast(null as string) as statement_key
    from funds

    union all

    select
        'people_lifted' as measure,
        'fct_people_lifted' as fact_table,
        lifted_key as fact_key,
        source_file,
        source_line,
        mention_start,
        mention_end,
        mention_text,
        sentence_text,
        lifted_count as number_value,
        unit,
        value_bound,
        null as instrument,
        null as is_stock,
        null as recipient_count,
        status,
        period_start_year,
        period_end_year,
        parent_lifted_key as parent_key,
        null as statement_key
    from lifted

    union all

    select
        'training_sessions' as measure,
        'fct_trainings_held' as fact_table,
        training_key as fact_key,
        source_file,
        sessions_source_line as source_line,
        sessions_mention_start as mention_start,
        sessions_mention_end as mention_end,
        sessions_mention_text as mention_text,
        sentence_text,
        sessions_count as number_value,
        'session' as unit,
        sessions_bound as value_bound,
        null as instrument,
        null as is_stock,
        null as recipient_count,
        status,
        period_start_year,
        period_end_year,
        sessions_parent_key as parent_key,
        statement_key
    from training
    where sessions_count is not null

    union all

    select
        'training_participants' as measure,
        'fct_trainings_held' as fact_table,
        training_key as fact_key,
        source_file,
        participants_source_line as source_line,
        participants_mention_start as mention_start,
        participants_mention_end as mention_end,
        participants_mention_text as mention_text,
        sentence_text,
        participants_count as number_value,
        participants_unit as unit,
        participants_bound as value_bound,
        null as instrument,
        null as is_stock,
        null as recipient_count,
        status,
        period_start_year,
        period_end_year,
        participants_parent_key as parent_key,
        statement_key
    from training
    where participants_count is not null
),

fact_number as (
    select
        fact_table,
        fact_key,
        measure,
        mention_key
    from ledger
    where fact_key is not null
),

final as (
    select
        {{ row_key(['found.measure', 'found.fact_key']) }} as found_key,
        fact_number.mention_key,
        found.*
    from found
    left join fact_number
        on
            found.fact_table = fact_number.fact_table
            and found.fact_key = fact_number.fact_key
            and found.measure = fact_number.measure
    where exists (
        select 1 from gold_scope
        where
            found.source_file = gold_scope.source_file
            and found.source_line between gold_scope.first_line and gold_scope.last_line
    )
)

select * from final
