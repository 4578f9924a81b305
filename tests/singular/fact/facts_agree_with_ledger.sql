-- Every fact has its row in the ledger and every fact of the ledger its row in a fact table, with
-- the same value, text and place. Without it a fact could be lost between the two, or be changed
-- on the way, and the ledger would still vouch for it. Look at int_fact__fact_key and the joins of
-- the mart named.
with ledger as (
    select * from {{ ref('number_ledger') }}
    where fact_table is not null
),

stated as (
    select
        'fct_funds_allocated' as fact_table,
        funds_key as fact_key,
        'funds' as measure,
        document_key,
        source_file,
        source_line,
        mention_start,
        mention_text,
        amount as stated_value
    from {{ ref('int_kept__funds') }}

    union all

    select
        'fct_people_lifted' as fact_table,
        lifted_key as fact_key,
        'people_lifted' as measure,
        document_key,
        source_file,
        source_line,
        mention_start,
        mention_text,
        lifted_count as stated_value
    from {{ ref('int_kept__people_lifted') }}

    union all

    select
        'fct_trainings_held' as fact_table,
        training_key as fact_key,
        'training_sessions' as measure,
        document_key,
        source_file,
        sessions_source_line as source_line,
        sessions_mention_start as mention_start,
        sessions_mention_text as mention_text,
        sessions_count as stated_value
    from {{ ref('int_kept__training') }}
    where sessions_count is not null

    union all

    select
        'fct_trainings_held' as fact_table,
        training_key as fact_key,
        'training_participants' as measure,
        document_key,
        source_file,
        participants_source_line as source_line,
        participants_mention_start as mention_start,
        participants_mention_text as mention_text,
        participants_count as stated_value
    from {{ ref('int_kept__training') }}
    where participants_count is not null
),

final as (
    select
        stated.mention_text,
        ledger.mention_text as ledger_text,
        stated.stated_value,
        ledger.number_value as ledger_value,
        coalesce(stated.fact_table, ledger.fact_table) as fact_table,
        coalesce(stated.fact_key, ledger.fact_key) as fact_key,
        coalesce(stated.source_file, ledger.source_file) as source_file,
        coalesce(stated.source_line, ledger.source_line) as source_line
    from stated
    full outer join ledger
        on
            stated.fact_table = ledger.fact_table
            and stated.fact_key = ledger.fact_key
            and stated.measure = ledger.measure
            and stated.document_key = ledger.document_key
            and stated.source_line = ledger.source_line
            and stated.mention_start = ledger.mention_start
    where
        stated.mention_text is distinct from ledger.mention_text
        or stated.stated_value is distinct from ledger.number_value
        or stated.fact_key is null
        or ledger.fact_key is null
)

select * from final
