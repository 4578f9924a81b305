-- Sessions and participants of one statement tied together: a sentence's numbers of trainings and of participants
-- alternate, and a new statement begins where the kind that came first comes again after the other.
with fact as (
    select * from {{ ref('int_fact__mention') }}
    where measure in ('training_sessions', 'training_participants')
),

sentence_fact as (
    select
        *,
        first_value(measure) over (
            partition by sentence_key order by token_index_first
        ) as leading_measure,
        lag(measure) over (partition by sentence_key order by token_index_first) as previous_measure,
        min(case when measure = 'training_sessions' then 0 else 1 end)
            over (partition by sentence_key) as is_without_sessions
    from fact
),

marked as (
    select
        *,
        case
            when previous_measure is null then 1
            when measure = leading_measure and previous_measure != leading_measure then 1
            else 0
        end as is_statement_start
    from sentence_fact
),

numbered as (
    select
        *,
        sum(is_statement_start) over (
            partition by sentence_key order by token_index_first
        ) as statement_index
    from marked
),

final as (
    select
        mention_key,
        document_key,
        measure,
        {{ row_key(['sentence_key', 'statement_index']) }} as statement_key,
        -- The n-th sessions and the n-th participants of a statement share a row.
        row_number() over (
            partition by sentence_key, statement_index, measure order by token_index_first
        ) as row_index
    from numbered
)

select * from final
