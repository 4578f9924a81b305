-- From a part to its total, to the total of that and so on, nobody comes back to the part. Without
-- it two numbers could each be the other's part and neither be summed. Look at int_fact__part.
with recursive part as (
    select * from {{ ref('int_fact__part') }}
),

mention as (
    select * from {{ ref('number_ledger') }}
),

ancestor as (
    select
        mention_key,
        parent_mention_key as ancestor_key,
        1 as step_count
    from part

    union all

    select
        ancestor.mention_key,
        part.parent_mention_key as ancestor_key,
        ancestor.step_count + 1 as step_count
    from ancestor
    inner join part on ancestor.ancestor_key = part.mention_key
    where
        ancestor.ancestor_key != ancestor.mention_key
        and ancestor.step_count < 50
),

final as (
    select
        ancestor.mention_key,
        mention.source_file,
        mention.source_line,
        mention.mention_text,
        ancestor.step_count
    from ancestor
    inner join mention on ancestor.mention_key = mention.mention_key
    where
        ancestor.mention_key = ancestor.ancestor_key
        or ancestor.step_count >= 50
)

select * from final
