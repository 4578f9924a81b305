-- A number that states a fact, and whose value, bound, text or sentence is not what was read in the
-- text. Without it a step between reading and fact could change a figure unnoticed. Look at
-- int_fact__mention and what it joins.
with mention as (
    select * from {{ ref('int_number__mention') }}
),

fact as (
    select * from {{ ref('int_fact__mention') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

final as (
    select
        fact.mention_key,
        fact.document_key,
        fact.source_line,
        fact.mention_text,
        fact.number_value,
        mention.number_value as read_value
    from fact
    left join mention on fact.mention_key = mention.mention_key
    left join sentence on fact.sentence_key = sentence.sentence_key
    where
        fact.number_value is distinct from mention.number_value
        or fact.value_bound is distinct from mention.value_bound
        or fact.mention_text is distinct from mention.mention_text
        -- A number that leaves its noun out takes the one it stands for.
        or fact.unit_class != mention.unit_class
        or fact.sentence_key is distinct from mention.sentence_key
        or fact.document_key is distinct from sentence.document_key
        or fact.section_key is distinct from sentence.section_key
        or fact.heading_key is distinct from sentence.heading_key
        or fact.sentence_text is distinct from sentence.sentence_text
)

select * from final
