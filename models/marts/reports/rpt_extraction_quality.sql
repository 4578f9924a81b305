-- How much of what the text states is found, and how right it is, measured on annotated lines.
with number_kind as (
    select * from {{ ref('number_kind') }}
),

gold as (
    select * from {{ ref('int_evaluation__gold') }}
),

found_fact as (
    select * from {{ ref('int_evaluation__found_fact') }}
),

attribute_verdict as (
    select * from {{ ref('int_evaluation__attribute_verdict') }}
),

scored as (
    select distinct
        measure as member_measure,
        measure
    from number_kind
    where measure is not null

    union all

    select distinct
        measure as member_measure,
        'all' as measure
    from number_kind
    where measure is not null
),

gold_number as (
    select
        scored.measure,
        count(gold.annotation_number) as gold_count
    from scored
    left join gold on scored.member_measure = gold.measure
    group by scored.measure
),

found_number as (
    select
        scored.measure,
        count(found_fact.found_key) as found_count
    from scored
    left join found_fact on scored.member_measure = found_fact.measure
    group by scored.measure
),

matched as (
    select
        annotation_number,
        measure as member_measure,
        min(case when is_right then 1 else 0 end) as is_exact
    from attribute_verdict
    group by annotation_number, measure
),

matched_number as (
    select
        scored.measure,
        count(matched.annotation_number) as matched_count,
        coalesce(sum(matched.is_exact), 0) as exact_count
    from scored
    left join matched on scored.member_measure = matched.member_measure
    group by scored.measure
),

accuracy as (
    select
        scored.measure,
        attribute_verdict.attribute_name,
        avg(case when attribute_verdict.is_right then 1.0 else 0.0 end) as accuracy
    from scored
    inner join attribute_verdict on scored.member_measure = attribute_verdict.measure
    group by scored.measure, attribute_verdict.attribute_name
),

accuracy_row as (
    select
        measure,
        max(case when attribute_name = 'value' then accuracy end) as value_accuracy,
        max(case when attribute_name = 'unit' then accuracy end) as unit_accuracy,
        max(case when attribute_name = 'bound' then accuracy end) as bound_accuracy,
        max(case when attribute_name = 'status' then accuracy end) as status_accuracy,
        max(case when attribute_name = 'period' then accuracy end) as period_accuracy,
        max(case when attribute_name = 'counties' then accuracy end) as counties_accuracy,
        max(case when attribute_name = 'provinces' then accuracy end) as provinces_accuracy,
        max(case when attribute_name = 'part_of' then accuracy end) as part_of_accuracy,
        max(case when attribute_name = 'instrument' then accuracy end) as instrument_accuracy,
        max(case when attribute_name = 'stock' then accuracy end) as stock_accuracy,
        max(case when attribute_name = 'recipient_count' then accuracy end)
            as recipient_count_accuracy,
        max(case when attribute_name = 'statement' then accuracy end) as statement_accuracy
    from accuracy
    group by measure
),

final as (
    select
        gold_number.measure,
        cast(gold_number.gold_count as integer) as gold_count,
        cast(found_number.found_count as integer) as found_count,
        cast(matched_number.matched_count as integer) as matched_count,
        cast(matched_number.exact_count as integer) as exact_count,
        cast(matched_number.matched_count as double)
        / nullif(found_number.found_count, 0) as precision_rate,
        cast(matched_number.matched_count as double)
        / nullif(gold_number.gold_count, 0) as recall_rate,
        cast(2 * matched_number.matched_count as double)
        / nullif(found_number.found_count + gold_number.gold_count, 0) as f1,
        cast(2 * matched_number.exact_count as double)
        / nullif(found_number.found_count + gold_number.gold_count, 0) as strict_f1,
        cast(accuracy_row.value_accuracy as double) as value_accuracy,
        cast(accuracy_row.unit_accuracy as double) as unit_accuracy,
        cast(accuracy_row.bound_accuracy as double) as bound_accuracy,
        cast(accuracy_row.status_accuracy as double) as status_accuracy,
        cast(accuracy_row.period_accuracy as double) as period_accuracy,
        cast(accuracy_row.counties_accuracy as double) as counties_accuracy,
        cast(accuracy_row.provinces_accuracy as double) as provinces_accuracy,
        cast(accuracy_row.part_of_accuracy as double) as part_of_accuracy,
        cast(accuracy_row.instrument_accuracy as double) as instrument_accuracy,
        cast(accuracy_row.stock_accuracy as double) as stock_accuracy,
        cast(accuracy_row.recipient_count_accuracy as double) as recipient_count_accuracy,
        cast(accuracy_row.statement_accuracy as double) as statement_accuracy
    from gold_number
    inner join found_number on gold_number.measure = found_number.measure
    inner join matched_number on gold_number.measure = matched_number.measure
    left join accuracy_row on gold_number.measure = accuracy_row.measure
)

select * from final
