-- Which found fact may be which annotated number: same measure, same line, overlapping.
with gold as (
    select * from {{ ref('int_evaluation__gold') }}
),

found_fact as (
    select * from {{ ref('int_evaluation__found_fact') }}
),

final as (
    select
        gold.annotation_number,
        found_fact.found_key,
        abs(found_fact.mention_start - gold.number_start) as distance
    from gold
    inner join found_fact
        on
            gold.source_file = found_fact.source_file
            and gold.source_line = found_fact.source_line
            and gold.measure = found_fact.measure
            and gold.quote_end > found_fact.mention_start
            and gold.quote_start < found_fact.mention_end
)

select * from final
