-- One row a participant group, the sessions of its statement beside the first: what
-- fct_trainings_held holds.
with training_statement as (
    select * from {{ ref('int_fact__training_statement') }}
),

number_period as (
    select * from {{ ref('int_period__number_period') }}
),

dated as (
    select
        training_statement.*,
        number_period.period_start_year,
        number_period.period_end_year
    from training_statement
    left join number_period on training_statement.mention_key = number_period.mention_key
),

sessions as (
    select * from dated
    where measure = 'training_sessions'
),

participants as (
    select * from dated
    where measure = 'training_participants'
),

final as (
    select
        coalesce(participants.mention_key, sessions.mention_key) as training_key,
        coalesce(participants.statement_key, sessions.statement_key) as statement_key,
        sessions.mention_key as sessions_mention_key,
        participants.mention_key as participants_mention_key
    from sessions
    full outer join participants
        on
            sessions.statement_key = participants.statement_key
            and sessions.row_index = participants.row_index
            -- A row has one period.
            and sessions.period_start_year is not distinct from participants.period_start_year
            and sessions.period_end_year is not distinct from participants.period_end_year
)

select * from final
