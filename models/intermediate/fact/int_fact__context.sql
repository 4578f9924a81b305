-- Who, where, when and what for: the dimensions of every number that states a fact.
with fact as (
    select * from {{ ref('int_fact__mention') }}
),

section_agency as (
    select * from {{ ref('int_agency__section_agency') }}
),

number_place as (
    select * from {{ ref('int_place__number_place') }}
),

number_period as (
    select * from {{ ref('int_period__number_period') }}
),

paragraph_theme as (
    select * from {{ ref('int_theme__paragraph_theme') }}
),

fact_key as (
    select * from {{ ref('int_fact__fact_key') }}
),

-- The places of all numbers of a fact: sessions and participants of a training share a row.
place as (
    select
        fact_key.fact_key as mention_key,
        count(distinct nullif(number_place.county_key, 'none')) as county_count,
        min(nullif(number_place.county_key, 'none')) as county_key,
        count(distinct nullif(number_place.province_key, 'none')) as province_count,
        min(nullif(number_place.province_key, 'none')) as province_key
    from number_place
    inner join fact_key on number_place.mention_key = fact_key.mention_key
    group by fact_key.fact_key
),

final as (
    select
        fact.mention_key,
        coalesce(section_agency.agency_key, 'none') as agency_key,
        coalesce(
            cast(
                coalesce(number_period.period_end_year, number_period.period_start_year) as string
            ),
            'none'
        ) as year_key,
        case
            when place.county_count > 1 then 'several'
            else coalesce(place.county_key, 'none')
        end as county_key,
        case
            when place.province_count > 1 then 'several'
            else coalesce(place.province_key, 'none')
        end as province_key,
        coalesce(paragraph_theme.theme_key, 'none') as theme_key,
        cast(number_period.period_start_year as integer) as period_start_year,
        cast(number_period.period_end_year as integer) as period_end_year,
        -- Value, agency, place, period, purpose: how many of the five the text itself states.
        (
            1
            + case when section_agency.agency_key != 'none' then 1 else 0 end
            + case when place.mention_key is not null then 1 else 0 end
            + case when number_period.period_source in ('sentence', 'paragraph') then 1 else 0 end
            + case when paragraph_theme.theme_key != 'none' then 1 else 0 end
        ) / 5.0 as completeness
    from fact
    left join section_agency on fact.section_key = section_agency.section_key
    left join place on fact.mention_key = place.mention_key
    left join number_period on fact.mention_key = number_period.mention_key
    left join paragraph_theme on fact.paragraph_key = paragraph_theme.paragraph_key
)

select * from final
