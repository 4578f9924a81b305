-- No character belongs to two numbers, words included. Without it "two hundred thousand" could
-- stand in the ledger as 200,000 and as 100,000. Look at int_number__numeral_group.
with mention as (
    select * from {{ ref('number_ledger') }}
),

neighbour as (
    select
        *,
        lag(mention_end) over line_order as previous_end,
        lag(mention_text) over line_order as previous_text
    from mention
    window line_order as (
        partition by document_key, source_line order by mention_start, mention_end
    )
),

final as (
    select
        mention_key,
        source_file,
        source_line,
        previous_text,
        mention_text
    from neighbour
    where mention_start < previous_end
)

select * from final
