-- A chain of numbers that share a noun or a scale and that lacks a member, has one twice, or runs
-- over two sentences. Without it a dropped member would lose the unit or the money that the chain
-- gives it. Returns the members of such chains; look at int_number__sibling.
with sibling as (
    select * from {{ ref('int_number__sibling') }}
),

ledger as (
    select * from {{ ref('number_ledger') }}
),

mention as (
    select * from {{ ref('int_number__mention') }}
),

chain as (
    select
        sibling.chain_key,
        count(*) as found_size,
        count(distinct sibling.chain_position) as position_count,
        max(sibling.chain_position) as last_position,
        min(sibling.chain_size) as smallest_size,
        max(sibling.chain_size) as largest_size,
        count(distinct mention.sentence_key) as sentence_count
    from sibling
    left join mention on sibling.mention_key = mention.mention_key
    group by sibling.chain_key
),

final as (
    select
        sibling.mention_key,
        ledger.source_file,
        ledger.source_line,
        ledger.mention_text,
        chain.chain_key,
        chain.found_size,
        chain.largest_size
    from chain
    inner join sibling on chain.chain_key = sibling.chain_key
    left join ledger on sibling.mention_key = ledger.mention_key
    where
        chain.found_size != chain.smallest_size
        or chain.found_size != chain.largest_size
        or chain.found_size != chain.position_count
        or chain.found_size != chain.last_position
        or chain.sentence_count != 1
)

select * from final
