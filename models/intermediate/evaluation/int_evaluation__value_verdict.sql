-- Attributes that stand in the columns of a fact, compared with the annotation.
with matched_pair as (
    select * from {{ ref('int_evaluation__matched_pair') }}
),

gold as (
    select * from {{ ref('int_evaluation__gold') }}
),

found_fact as (
    select * from {{ ref('int_evaluation__found_fact') }}
),

paired as (
    select
        matched_pair.annotation_number,
        gold.measure,
        gold.number_value as gold_value,
        found_fact.number_value as found_value,
        gold.unit as gold_unit,
        found_fact.unit as found_unit,
        gold.value_bound as gold_bound,
        found_fact.value_bound as found_bound,
        gold.status as gold_status,
        found_fact.status as found_status,
        concat(
            coalesce(cast(gold.period_start_year as string), ''),
            '–',
            coalesce(cast(gold.period_end_year as string), '')
        ) as gold_period,
        concat(
            coalesce(cast(found_fact.period_start_year as string), ''),
            '–',
            coalesce(cast(found_fact.period_end_year as string), '')
        ) as found_period,
        gold.instrument as gold_instrument,
        found_fact.instrument as found_instrument,
        coalesce(gold.is_stock, false) as gold_is_stock,
        coalesce(found_fact.is_stock, false) as found_is_stock,
        nullif(gold.recipient_count, 0) as gold_recipient_count,
        nullif(found_fact.recipient_count, 0) as found_recipient_count
    from matched_pair
    inner join gold on matched_pair.annotation_number = gold.annotation_number
    inner join found_fact on matched_pair.found_key = found_fact.found_key
),

final as (
    select
        annotation_number,
        'value' as attribute_name,
        -- Relative to the size of the number: a billion may differ by a rounding.
        coalesce(
            abs(cast(found_value as double) - cast(gold_value as double))
            <= 0.000001 * greatest(1.0, abs(cast(gold_value as double))),
            false
        ) as is_right,
        cast(gold_value as string) as expected,
        cast(found_value as string) as found
    from paired

    union all

    select
        annotation_number,
        'unit' as attribute_name,
        (gold_unit is not distinct from found_unit) as is_right,
        gold_unit as expected,
        found_unit as found
    from paired

    union all

    select
        annotation_number,
        'bound' as attribute_name,
        (gold_bound is not distinct from found_bound) as is_right,
        gold_bound as expected,
        found_bound as found
    from paired

    union all

    select
        annotation_number,
        'status' as attribute_name,
        (gold_status is not distinct from found_status) as is_right,
        gold_status as expected,
        found_status as found
    from paired

    union all

    select
        annotation_number,
        'period' as attribute_name,
        gold_period = found_period as is_right,
        gold_period as expected,
        found_period as found
    from paired

    union all

    select
        annotation_number,
        'instrument' as attribute_name,
        (gold_instrument is not distinct from found_instrument) as is_right,
        gold_instrument as expected,
        found_instrument as found
    from paired
    where measure = 'funds'

    union all

    select
        annotation_number,
        'stock' as attribute_name,
        gold_is_stock = found_is_stock as is_right,
        cast(gold_is_stock as string) as expected,
        cast(found_is_stock as string) as found
    from paired
    where measure = 'funds'

    union all

    select
        annotation_number,
        'recipient_count' as attribute_name,
        (gold_recipient_count is not distinct from found_recipient_count) as is_right,
        cast(gold_recipient_count as string) as expected,
        cast(found_recipient_count as string) as found
    from paired
    where measure = 'funds'
)

select * from final
