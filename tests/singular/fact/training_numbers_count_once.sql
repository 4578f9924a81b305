-- Every number of trainings and of participants stands in exactly one training row, and the sums
-- of the fact table are the sums of the ledger. Without it the sessions of a statement with
-- several groups of participants would be counted once for each group. Look at
-- int_fact__training_row.
with ledger as (
    select * from {{ ref('number_ledger') }}
    where measure in ('training_sessions', 'training_participants')
),

training as (
    select * from {{ ref('int_kept__training') }}
),

placed as (
    select
        document_key,
        'training_sessions' as measure,
        sessions_source_line as source_line,
        sessions_mention_start as mention_start
    from training
    where sessions_count is not null

    union all

    select
        document_key,
        'training_participants' as measure,
        participants_source_line as source_line,
        participants_mention_start as mention_start
    from training
    where participants_count is not null
),

counted as (
    select
        ledger.mention_key,
        ledger.source_file,
        ledger.source_line,
        ledger.measure,
        ledger.mention_text,
        count(placed.measure) as row_count
    from ledger
    left join placed
        on
            ledger.document_key = placed.document_key
            and ledger.measure = placed.measure
            and ledger.source_line = placed.source_line
            and ledger.mention_start = placed.mention_start
    group by
        ledger.mention_key, ledger.source_file, ledger.source_line,
        ledger.measure, ledger.mention_text
),

final as (
    select *
    from counted
    where row_count != 1
)

select * from final
