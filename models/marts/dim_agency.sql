with organisation as (
    select * from {{ ref('int_corpus__organisation') }}
),

section_agency as (
    select * from {{ ref('int_kept__section_agency') }}
),

section_count as (
    select
        agency_key,
        count(*) as section_count
    from section_agency
    group by agency_key
),

final as (
    select
        organisation.agency_key,
        organisation.agency_name,
        organisation.agency_short_name,
        organisation.agency_name_zh,
        organisation.agency_type,
        organisation.aliases,
        organisation.parent_agency_key,
        organisation.successor_agency_key,
        organisation.valid_from_year,
        organisation.valid_to_year,
        coalesce(organisation.province_code, 'none') as province_key,
        organisation.agency_source,
        cast(coalesce(section_count.section_count, 0) as integer) as section_count
    from organisation
    left join section_count on organisation.agency_key = section_count.agency_key

    union all

    select
        'none' as agency_key,
        'not stated' as agency_name,
        cast(null as string) as agency_short_name,
        cast(null as string) as agency_name_zh,
        'none' as agency_type,
        cast(null as string) as aliases,
        cast(null as string) as parent_agency_key,
        cast(null as string) as successor_agency_key,
        cast(null as integer) as valid_from_year,
        cast(null as integer) as valid_to_year,
        'none' as province_key,
        'none' as agency_source,
        cast(0 as integer) as section_count
)

select * from final
