-- What a fact restates stands before it in the same document, and is itself no restatement of a
-- later one. Without it the one that counts would be lost, or two facts would each wait for the
-- other. Look at int_fact__restatement.
with ledger as (
    select * from {{ ref('number_ledger') }}
),

restatement as (
    select * from {{ ref('int_fact__restatement') }}
),

final as (
    select
        later.mention_key,
        later.source_file,
        later.source_line,
        later.mention_text,
        earlier.source_line as earlier_line,
        earlier.mention_text as earlier_text
    from restatement
    inner join ledger as later on restatement.mention_key = later.mention_key
    inner join ledger as earlier on restatement.restated_mention_key = earlier.mention_key
    where
        later.document_key != earlier.document_key
        or later.measure is distinct from earlier.measure
        or (
            earlier.source_line > later.source_line
            or (
                earlier.source_line = later.source_line
                and earlier.mention_start >= later.mention_start
            )
        )
)

select * from final
