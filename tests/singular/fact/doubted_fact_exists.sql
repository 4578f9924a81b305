-- A doubt about a fact or number that is not there, or not what the ledger says of the doubtful
-- number. Without it a warning would hang in the air and the fact that it was meant for would look
-- sound. Returns such doubts; look at the end of int_fact__doubt.
with doubt as (
    select * from {{ ref('data_quality_issue') }}
),

ledger as (
    select * from {{ ref('number_ledger') }}
),

final as (
    select
        doubt.issue_key,
        doubt.fact_table,
        doubt.fact_key,
        ledger.source_file,
        ledger.source_line,
        doubt.issue_type,
        doubt.detail
    from doubt
    left join ledger on doubt.mention_key = ledger.mention_key
    where
        doubt.fact_table is distinct from coalesce(ledger.fact_table, 'number_ledger')
        or doubt.fact_key is distinct from coalesce(ledger.fact_key, ledger.mention_key)
)

select * from final
