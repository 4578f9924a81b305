-- What facts add up to, and what they add up to through a bridge that gives each place of a fact an
-- equal share: the two agree, by fact table, document and unit. Without it a chart by county could
-- count shared amounts again, or lose some. Returns the sums that differ; look at the bridge named.
with fact as (
    select
        'fct_funds_allocated' as fact_table,
        funds_key as fact_key,
        source_file,
        currency as unit,
        county_key,
        province_key,
        total_amount as fact_value
    from {{ ref('int_kept__funds') }}

    union all

    select
        'fct_people_lifted' as fact_table,
        lifted_key as fact_key,
        source_file,
        unit,
        county_key,
        province_key,
        lifted_count as fact_value
    from {{ ref('int_kept__people_lifted') }}

    union all

    select
        'fct_trainings_held' as fact_table,
        training_key as fact_key,
        source_file,
        participants_unit as unit,
        county_key,
        province_key,
        participants_count as fact_value
    from {{ ref('int_kept__training') }}
),

bridge as (
    select
        'bridge_fact_county' as bridge_name,
        fact_table,
        fact_key,
        county_key as place_key
    from {{ ref('bridge_fact_county') }}

    union all

    select
        'bridge_fact_province' as bridge_name,
        fact_table,
        fact_key,
        province_key as place_key
    from {{ ref('bridge_fact_province') }}
),

place_count as (
    select
        bridge_name,
        fact_table,
        fact_key,
        count(distinct place_key) as places
    from bridge
    group by bridge_name, fact_table, fact_key
),

plain_sum as (
    select
        'bridge_fact_county' as bridge_name,
        fact_table,
        source_file,
        unit,
        sum(fact_value) as value_sum
    from fact
    where county_key != 'none'
    group by fact_table, source_file, unit

    union all

    select
        'bridge_fact_province' as bridge_name,
        fact_table,
        source_file,
        unit,
        sum(fact_value) as value_sum
    from fact
    where province_key != 'none'
    group by fact_table, source_file, unit
),

bridged_sum as (
    select
        bridge.bridge_name,
        fact.fact_table,
        fact.source_file,
        fact.unit,
        sum(cast(fact.fact_value as double) / place_count.places) as value_sum
    from fact
    inner join bridge
        on
            fact.fact_table = bridge.fact_table
            and fact.fact_key = bridge.fact_key
    inner join place_count
        on
            bridge.bridge_name = place_count.bridge_name
            and bridge.fact_table = place_count.fact_table
            and bridge.fact_key = place_count.fact_key
    group by bridge.bridge_name, fact.fact_table, fact.source_file, fact.unit
),

final as (
    select
        plain_sum.value_sum,
        bridged_sum.value_sum as bridged_value_sum,
        coalesce(plain_sum.bridge_name, bridged_sum.bridge_name) as bridge_name,
        coalesce(plain_sum.fact_table, bridged_sum.fact_table) as fact_table,
        coalesce(plain_sum.source_file, bridged_sum.source_file) as source_file,
        coalesce(plain_sum.unit, bridged_sum.unit) as unit
    from plain_sum
    full outer join bridged_sum
        on
            plain_sum.bridge_name = bridged_sum.bridge_name
            and plain_sum.fact_table = bridged_sum.fact_table
            and plain_sum.source_file = bridged_sum.source_file
            and plain_sum.unit is not distinct from bridged_sum.unit
    where
        -- Shares are binary fractions: one in a million million is rounding.
        (
            abs(plain_sum.value_sum - bridged_sum.value_sum)
            <= 1e-9 * greatest(plain_sum.value_sum, 1)
        ) is not true
        and (plain_sum.value_sum is not null or bridged_sum.value_sum is not null)
)

select * from final
