with fact_key as (
    select * from {{ ref('int_fact__fact_key') }}
),

choice as (
    select * from {{ ref('int_number__choice') }}
),

mention as (
    select * from {{ ref('int_number__mention') }}
),

instrument as (
    select * from {{ ref('int_fact__instrument') }}
),

number_funder as (
    select * from {{ ref('int_fact__number_funder') }}
),

number_period as (
    select * from {{ ref('int_period__number_period') }}
),

number_place as (
    select * from {{ ref('int_place__number_place') }}
),

part as (
    select * from {{ ref('int_fact__part') }}
),

container as (
    select * from {{ ref('int_fact__container') }}
),

decided as (
    select
        mention_key,
        case decision when 'kind' then 'measure' else decision end as attribute_name,
        reading as attribute_value,
        rule_id,
        margin
    from choice
    where decision in ('kind', 'status', 'stock')

    union all

    -- A part is money of its total's kind where its own words do not say more.
    select
        instrument.mention_key,
        'instrument' as attribute_name,
        instrument.instrument as attribute_value,
        case
            when choice.reading = instrument.instrument then choice.rule_id
            else 'instrument_of_total'
        end as rule_id,
        case when choice.reading = instrument.instrument then choice.margin end as margin
    from instrument
    left join choice
        on instrument.mention_key = choice.mention_key and choice.decision = 'instrument'

    union all

    select
        mention_key,
        'funder' as attribute_name,
        funder_name as attribute_value,
        rule_id,
        margin
    from number_funder

    union all

    -- An interval as in ISO 8601: ".." for an open end.
    select
        mention_key,
        'period' as attribute_name,
        coalesce(cast(period_start_year as string), '..') || '/'
        || coalesce(cast(period_end_year as string), '..') as attribute_value,
        rule_id,
        margin
    from number_period

    union all

    select
        mention_key,
        'county' as attribute_name,
        county_key as attribute_value,
        rule_id,
        margin
    from number_place
    where county_key is not null

    union all

    select
        mention_key,
        'province' as attribute_name,
        province_key as attribute_value,
        min(rule_id) as rule_id,
        max(margin) as margin
    from number_place
    where province_key is not null
    group by mention_key, province_key

    union all

    select
        mention_key,
        'part_of' as attribute_name,
        parent_mention_key as attribute_value,
        coalesce(rule_id, part_source) as rule_id,
        margin
    from part

    union all

    select
        mention_key,
        'contained_in' as attribute_name,
        container_key as attribute_value,
        rule_id,
        margin
    from container
),

final as (
    select
        {{ row_key([
            'decided.mention_key', 'decided.attribute_name', 'decided.attribute_value'
        ]) }} as attribute_key,
        mention.document_key,
        fact_key.fact_table,
        fact_key.fact_key,
        decided.mention_key,
        decided.attribute_name as attribute, -- noqa: RF04
        decided.attribute_value as value, -- noqa: RF04
        decided.rule_id,
        cast(decided.margin as double) as margin
    from decided
    inner join fact_key on decided.mention_key = fact_key.mention_key
    inner join mention on decided.mention_key = mention.mention_key
)

select * from final
