-- One row a participant group, the sessions of its statement beside the first: what
-- fct_trainings_held holds.
with training_statement as (
    select * from {{ ref('int_fact__training_statement') }}
),

sessions as (
    select * from training_statement
    where measure = 'training_sessions'
),

participants as (
    select * from training_statement
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
)

select * from final
