-- An amount whose giver is not written in its sentence. Without it an invented giver could stand
-- in the warehouse. Look at int_fact__number_funder.
with number_funder as (
    select * from {{ ref('int_fact__number_funder') }}
),

ledger as (
    select * from {{ ref('number_ledger') }}
),

final as (
    select
        ledger.mention_key,
        ledger.source_file,
        ledger.source_line,
        ledger.mention_text,
        number_funder.funder_name
    from number_funder
    inner join ledger on number_funder.mention_key = ledger.mention_key
    where position(number_funder.funder_name in ledger.sentence_text) = 0
)

select * from final
