with training_row as (
    select * from {{ ref('int_fact__training_row') }}
),

fact as (
    select * from {{ ref('int_fact__mention') }}
),

context as (
    select * from {{ ref('int_fact__context') }}
),

document as (
    select * from {{ ref('int_text__document') }}
),

part as (
    select * from {{ ref('int_fact__part') }}
),

fact_key as (
    select * from {{ ref('int_fact__fact_key') }}
),

-- The key of the row, not of the number, of a total.
part_row as (
    select
        part.mention_key,
        fact_key.fact_key as parent_key
    from part
    inner join fact_key on part.parent_mention_key = fact_key.mention_key
),

final as (
    select
        training_row.training_key,
        training_row.statement_key,
        main_fact.document_key,
        context.agency_key,
        context.year_key,
        context.county_key,
        context.province_key,
        context.theme_key,
        main_fact.status,
        context.period_start_year,
        context.period_end_year,
        cast(sessions.number_value as decimal(24, 4)) as sessions_count,
        sessions.value_bound as sessions_bound,
        sessions_part.parent_key as sessions_parent_key,
        cast(participants.number_value as decimal(24, 4)) as participants_count,
        case
            when participants.mention_key is null then null
            when participants.unit_class = 'unit_person_time' then 'person_time'
            when participants.unit_class = 'unit_household' then 'household'
            else 'person'
        end as participants_unit,
        participants.value_bound as participants_bound,
        participants_part.parent_key as participants_parent_key,
        cast(context.completeness as decimal(3, 2)) as completeness,
        document.file_name as source_file,
        main_fact.source_line,
        main_fact.source_start as mention_start,
        main_fact.source_end as mention_end,
        main_fact.mention_text,
        main_fact.sentence_text,
        main_fact.rule_id,
        sessions.source_line as sessions_source_line,
        sessions.source_start as sessions_mention_start,
        sessions.source_end as sessions_mention_end,
        sessions.mention_text as sessions_mention_text,
        participants.source_line as participants_source_line,
        participants.source_start as participants_mention_start,
        participants.source_end as participants_mention_end,
        participants.mention_text as participants_mention_text
    from training_row
    inner join fact as main_fact on training_row.training_key = main_fact.mention_key
    inner join context on training_row.training_key = context.mention_key
    inner join document on main_fact.document_key = document.document_key
    left join fact as sessions on training_row.sessions_mention_key = sessions.mention_key
    left join fact as participants
        on training_row.participants_mention_key = participants.mention_key
    left join part_row as sessions_part
        on training_row.sessions_mention_key = sessions_part.mention_key
    left join part_row as participants_part
        on training_row.participants_mention_key = participants_part.mention_key
)

select * from final
