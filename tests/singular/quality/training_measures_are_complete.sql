-- A training whose number lacks its bound, place or text, or whose statement is not that of its
-- number. Without it sums by statement would go wrong, and a reader could not look the number up.
-- Look at fct_trainings_held and int_fact__training_statement.
with training as (
    select * from {{ of_batch(ref('int_kept__training')) }}
),

statement as (
    select * from {{ ref('int_fact__training_statement') }}
),

measure as (
    select
        training_key,
        statement_key,
        source_file,
        source_line,
        sessions_count as measured_count,
        sessions_bound as measured_bound,
        sessions_source_line as measured_line,
        sessions_mention_start as measured_start,
        sessions_mention_end as measured_end,
        sessions_mention_text as measured_text,
        sessions_parent_key as parent_key
    from training

    union all

    select
        training_key,
        statement_key,
        source_file,
        source_line,
        participants_count as measured_count,
        participants_bound as measured_bound,
        participants_source_line as measured_line,
        participants_mention_start as measured_start,
        participants_mention_end as measured_end,
        participants_mention_text as measured_text,
        participants_parent_key as parent_key
    from training
),

final as (
    select
        measure.training_key,
        measure.source_file,
        measure.source_line,
        measure.measured_count,
        measure.measured_text
    from measure
    left join statement on measure.training_key = statement.mention_key
    where
        measure.statement_key is distinct from statement.statement_key
        or (measure.measured_count is null) != (measure.measured_bound is null)
        or (measure.measured_count is null) != (measure.measured_line is null)
        or (measure.measured_count is null) != (measure.measured_start is null)
        or (measure.measured_count is null) != (measure.measured_end is null)
        or (measure.measured_count is null) != (measure.measured_text is null)
        or (measure.measured_count is null and measure.parent_key is not null)
)

select * from final
