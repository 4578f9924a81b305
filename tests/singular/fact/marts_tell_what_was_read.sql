-- A fact of the marts that says otherwise than what was read in its document, or one that only the
-- one or the other has. Without it the join with what is known of the whole corpus could change an
-- amount or a place. Returns the table and the fact; look at the models of marts.
with funds_allocated_read as (
    select
        funds_key,
        document_key,
        agency_key,
        year_key,
        county_key,
        province_key,
        theme_key,
        status,
        period_start_year,
        period_end_year,
        amount,
        amount_low,
        currency,
        amount_cny,
        value_bound,
        instrument,
        finance_type,
        is_stock,
        recipient_count,
        total_amount,
        funder_name,
        funder_agency_key,
        funder_type,
        parent_funds_key,
        stage,
        is_financing,
        is_cumulative,
        completeness,
        source_file,
        source_line,
        mention_start,
        mention_end,
        mention_text,
        sentence_text,
        rule_id
    from {{ ref('int_kept__funds') }}
),

funds_allocated_told as (
    select
        funds_key,
        document_key,
        agency_key,
        year_key,
        county_key,
        province_key,
        theme_key,
        status,
        period_start_year,
        period_end_year,
        amount,
        amount_low,
        currency,
        amount_cny,
        value_bound,
        instrument,
        finance_type,
        is_stock,
        recipient_count,
        total_amount,
        funder_name,
        funder_agency_key,
        funder_type,
        parent_funds_key,
        stage,
        is_financing,
        is_cumulative,
        completeness,
        source_file,
        source_line,
        mention_start,
        mention_end,
        mention_text,
        sentence_text,
        rule_id
    from {{ ref('fct_funds_allocated') }}
),

funds_allocated_only_read as (
    select * from funds_allocated_read
    except
    select * from funds_allocated_told
),

funds_allocated_only_told as (
    select * from funds_allocated_told
    except
    select * from funds_allocated_read
),

people_lifted_read as (
    select
        lifted_key,
        document_key,
        agency_key,
        year_key,
        county_key,
        province_key,
        theme_key,
        status,
        period_start_year,
        period_end_year,
        lifted_count,
        unit,
        value_bound,
        parent_lifted_key,
        is_cumulative,
        completeness,
        source_file,
        source_line,
        mention_start,
        mention_end,
        mention_text,
        sentence_text,
        rule_id
    from {{ ref('int_kept__people_lifted') }}
),

people_lifted_told as (
    select
        lifted_key,
        document_key,
        agency_key,
        year_key,
        county_key,
        province_key,
        theme_key,
        status,
        period_start_year,
        period_end_year,
        lifted_count,
        unit,
        value_bound,
        parent_lifted_key,
        is_cumulative,
        completeness,
        source_file,
        source_line,
        mention_start,
        mention_end,
        mention_text,
        sentence_text,
        rule_id
    from {{ ref('fct_people_lifted') }}
),

people_lifted_only_read as (
    select * from people_lifted_read
    except
    select * from people_lifted_told
),

people_lifted_only_told as (
    select * from people_lifted_told
    except
    select * from people_lifted_read
),

trainings_held_read as (
    select
        training_key,
        statement_key,
        document_key,
        agency_key,
        year_key,
        county_key,
        province_key,
        theme_key,
        status,
        period_start_year,
        period_end_year,
        sessions_count,
        sessions_bound,
        sessions_parent_key,
        participants_count,
        participants_unit,
        participants_bound,
        participants_parent_key,
        completeness,
        source_file,
        source_line,
        mention_start,
        mention_end,
        mention_text,
        sentence_text,
        rule_id,
        sessions_source_line,
        sessions_mention_start,
        sessions_mention_end,
        sessions_mention_text,
        participants_source_line,
        participants_mention_start,
        participants_mention_end,
        participants_mention_text
    from {{ ref('int_kept__training') }}
),

trainings_held_told as (
    select
        training_key,
        statement_key,
        document_key,
        agency_key,
        year_key,
        county_key,
        province_key,
        theme_key,
        status,
        period_start_year,
        period_end_year,
        sessions_count,
        sessions_bound,
        sessions_parent_key,
        participants_count,
        participants_unit,
        participants_bound,
        participants_parent_key,
        completeness,
        source_file,
        source_line,
        mention_start,
        mention_end,
        mention_text,
        sentence_text,
        rule_id,
        sessions_source_line,
        sessions_mention_start,
        sessions_mention_end,
        sessions_mention_text,
        participants_source_line,
        participants_mention_start,
        participants_mention_end,
        participants_mention_text
    from {{ ref('fct_trainings_held') }}
),

trainings_held_only_read as (
    select * from trainings_held_read
    except
    select * from trainings_held_told
),

trainings_held_only_told as (
    select * from trainings_held_told
    except
    select * from trainings_held_read
),

final as (
    select
        'fct_funds_allocated' as fact_table,
        funds_key as fact_key,
        'only read' as difference
    from funds_allocated_only_read

    union all

    select
        'fct_funds_allocated' as fact_table,
        funds_key as fact_key,
        'only told' as difference
    from funds_allocated_only_told

    union all

    select
        'fct_people_lifted' as fact_table,
        lifted_key as fact_key,
        'only read' as difference
    from people_lifted_only_read

    union all

    select
        'fct_people_lifted' as fact_table,
        lifted_key as fact_key,
        'only told' as difference
    from people_lifted_only_told

    union all

    select
        'fct_trainings_held' as fact_table,
        training_key as fact_key,
        'only read' as difference
    from trainings_held_only_read

    union all

    select
        'fct_trainings_held' as fact_table,
        training_key as fact_key,
        'only told' as difference
    from trainings_held_only_told
)

select * from final
