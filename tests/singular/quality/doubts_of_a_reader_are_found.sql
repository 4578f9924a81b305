-- Doubts that a reader of the documents that come with the project noted down and that a rule of
-- doubt no longer tells. Without it a change of rules could make the warehouse believe "9.11
-- people" again. Returns the doubts that are missing: look at seeds/doubt/doubt_rule.csv,
-- int_fact__doubt_cue and int_fact__doubt. Silent for documents that are not loaded.
with reader_doubt as (
    select * from {{ ref('source_doubt') }}
    where is_found_by_rule
),

document as (
    select * from {{ ref('dim_document') }}
),

doubt as (
    select * from {{ ref('data_quality_issue') }}
),

ledger as (
    select * from {{ ref('number_ledger') }}
),

found as (
    select
        ledger.source_file,
        ledger.source_line,
        ledger.mention_text,
        doubt.issue_type
    from doubt
    inner join ledger on doubt.mention_key = ledger.mention_key
),

final as (
    select
        reader_doubt.source_file,
        reader_doubt.source_line,
        reader_doubt.number_text,
        reader_doubt.issue_type,
        reader_doubt.reason
    from reader_doubt
    inner join document on reader_doubt.source_file = document.file_name
    left join found
        on
            reader_doubt.source_file = found.source_file
            and reader_doubt.source_line = found.source_line
            and reader_doubt.issue_type = found.issue_type
            and {{ text_starts_with('found.mention_text', 'reader_doubt.number_text') }}
    where found.mention_text is null
)

select * from final
