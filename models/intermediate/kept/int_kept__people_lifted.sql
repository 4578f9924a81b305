with fact as (
    select * from {{ ref('int_fact__mention') }}
    where measure = 'people_lifted'
),

context as (
    select * from {{ ref('int_fact__context') }}
),

document as (
    select * from {{ ref('int_text__document') }}
),

part as (
    select * from {{ ref('int_fact__part') }}
),

scope as (
    select * from {{ ref('int_fact__scope') }}
),

final as (
    select
        fact.mention_key as lifted_key,
        fact.document_key,
        context.agency_key,
        context.year_key,
        context.county_key,
        context.province_key,
        context.theme_key,
        fact.status,
        context.period_start_year,
        context.period_end_year,
        cast(fact.number_value as decimal(24, 4)) as lifted_count,
        case fact.unit_class
            when 'unit_household' then 'household'
            when 'unit_village' then 'village'
            when 'unit_county' then 'county'
            when 'unit_township' then 'other'
            when 'unit_province' then 'other'
            else 'person'
        end as unit,
        fact.value_bound,
        part.parent_mention_key as parent_lifted_key,
        scope.is_cumulative,
        cast(context.completeness as decimal(3, 2)) as completeness,
        document.file_name as source_file,
        fact.source_line,
        fact.source_start as mention_start,
        fact.source_end as mention_end,
        fact.mention_text,
        fact.sentence_text,
        fact.rule_id
    from fact
    inner join context on fact.mention_key = context.mention_key
    inner join document on fact.document_key = document.document_key
    inner join scope on fact.mention_key = scope.mention_key
    left join part on fact.mention_key = part.mention_key
)

select * from final
