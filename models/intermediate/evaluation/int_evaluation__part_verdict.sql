-- Is a fact a part of the total that the annotation names, or of none where it names none?
with matched_pair as (
    select * from {{ ref('int_evaluation__matched_pair') }}
),

gold as (
    select * from {{ ref('int_evaluation__gold') }}
),

found_fact as (
    select * from {{ ref('int_evaluation__found_fact') }}
),

-- The annotation that a quote on a line belongs to.
quoted as (
    select
        source_file,
        source_line,
        quote,
        max(annotation_number) as annotation_number
    from gold
    group by source_file, source_line, quote
),

paired as (
    select
        matched_pair.annotation_number,
        gold.part_of_quote,
        found_fact.parent_key,
        total.annotation_number as total_number,
        total_fact.fact_key as total_fact_key
    from matched_pair
    inner join gold on matched_pair.annotation_number = gold.annotation_number
    inner join found_fact on matched_pair.found_key = found_fact.found_key
    left join quoted as total
        on
            gold.source_file = total.source_file
            and gold.source_line = total.source_line
            and gold.part_of_quote = total.quote
    left join matched_pair as total_pair on total.annotation_number = total_pair.annotation_number
    left join found_fact as total_fact on total_pair.found_key = total_fact.found_key
),

parent_text as (
    select
        fact_key,
        min(mention_text) as mention_text
    from found_fact
    group by fact_key
),

final as (
    select
        paired.annotation_number,
        'part_of' as attribute_name,
        case
            when paired.part_of_quote is null then paired.parent_key is null
            when paired.total_number is null then paired.parent_key is not null
            else coalesce(paired.parent_key = paired.total_fact_key, false)
        end as is_right,
        paired.part_of_quote as expected,
        coalesce(parent_text.mention_text, paired.parent_key) as found
    from paired
    left join parent_text on paired.parent_key = parent_text.fact_key
)

select * from final
