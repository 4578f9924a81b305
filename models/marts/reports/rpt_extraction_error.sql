-- What is wrong on annotated lines, one by one: the list to read when a figure is lower than hoped.
with gold as (
    select * from {{ ref('int_evaluation__gold') }}
),

found_fact as (
    select * from {{ ref('int_evaluation__found_fact') }}
),

matched_pair as (
    select * from {{ ref('int_evaluation__matched_pair') }}
),

attribute_verdict as (
    select * from {{ ref('int_evaluation__attribute_verdict') }}
    where not is_right
),

ledger as (
    select * from {{ ref('number_ledger') }}
),

wrong as (
    select
        'missed' as error_type,
        cast(null as string) as attribute_name,
        gold.measure,
        gold.source_file,
        gold.source_line,
        gold.number_start as error_start,
        gold.quote as text_as_written,
        gold.measure as expected,
        cast(null as string) as found,
        cast(null as string) as mention_key
    from gold
    left join matched_pair on gold.annotation_number = matched_pair.annotation_number
    where matched_pair.annotation_number is null

    union all

    select
        'false_positive' as error_type,
        null as attribute_name,
        found_fact.measure,
        found_fact.source_file,
        found_fact.source_line,
        found_fact.mention_start as error_start,
        found_fact.mention_text as text_as_written,
        null as expected,
        found_fact.measure as found,
        found_fact.mention_key
    from found_fact
    left join matched_pair on found_fact.found_key = matched_pair.found_key
    where matched_pair.found_key is null

    union all

    select
        'wrong_attribute' as error_type,
        attribute_verdict.attribute_name,
        attribute_verdict.measure,
        found_fact.source_file,
        found_fact.source_line,
        found_fact.mention_start as error_start,
        gold.quote as text_as_written,
        attribute_verdict.expected,
        attribute_verdict.found,
        found_fact.mention_key
    from attribute_verdict
    inner join gold on attribute_verdict.annotation_number = gold.annotation_number
    inner join found_fact on attribute_verdict.found_key = found_fact.found_key
),

final as (
    select
        {{ row_key([
            'wrong.error_type', 'wrong.attribute_name', 'wrong.measure', 'wrong.source_file',
            'wrong.source_line', 'wrong.error_start',
        ]) }} as error_key,
        wrong.error_type,
        wrong.attribute_name,
        wrong.measure,
        wrong.source_file,
        wrong.source_line,
        cast(wrong.error_start as integer) as error_start,
        wrong.text_as_written,
        wrong.expected,
        wrong.found,
        ledger.rule_id
    from wrong
    left join ledger on wrong.mention_key = ledger.mention_key
)

select * from final
