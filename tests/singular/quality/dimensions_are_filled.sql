-- A dimension with a column that holds nothing at all, or an organisation whose sections are
-- counted wrong. Without it a broken join would leave names or codes empty, and every key would
-- still be found. Look at the joins of the dimension named.
with agency as (
    select * from {{ ref('dim_agency') }}
),

county as (
    select * from {{ ref('dim_county') }}
),

province as (
    select * from {{ ref('dim_province') }}
),

section_agency as (
    select * from {{ ref('int_kept__section_agency') }}
),

filled as (
    select
        'dim_agency.agency_short_name' as column_name,
        count(agency_short_name) as value_count
    from agency

    union all

    select
        'dim_agency.agency_name_zh' as column_name,
        count(agency_name_zh) as value_count
    from agency

    union all

    select
        'dim_agency.aliases' as column_name,
        count(aliases) as value_count
    from agency

    union all

    select
        'dim_county.county_name_zh' as column_name,
        count(county_name_zh) as value_count
    from county

    union all

    select
        'dim_county.gb_code' as column_name,
        count(gb_code) as value_count
    from county

    union all

    select
        'dim_county.gb_code_2016' as column_name,
        count(gb_code_2016) as value_count
    from county

    union all

    select
        'dim_county.valid_from' as column_name,
        count(valid_from) as value_count
    from county

    union all

    select
        'dim_county.valid_to' as column_name,
        count(valid_to) as value_count
    from county

    union all

    select
        'dim_county.prefecture_name' as column_name,
        count(prefecture_name) as value_count
    from county

    union all

    select
        'dim_province.province_name_zh' as column_name,
        count(province_name_zh) as value_count
    from province

    union all

    select
        'dim_province.gb_code' as column_name,
        count(gb_code) as value_count
    from province
),

counted as (
    select
        agency_key,
        count(*) as section_count
    from section_agency
    group by agency_key
),

final as (
    select
        filled.column_name,
        'none' as agency_key
    from filled
    where filled.value_count = 0

    union all

    select
        'dim_agency.section_count' as column_name,
        agency.agency_key
    from agency
    left join counted on agency.agency_key = counted.agency_key
    where
        agency.agency_key != 'none'
        and agency.section_count is distinct from coalesce(counted.section_count, 0)
)

select * from final
