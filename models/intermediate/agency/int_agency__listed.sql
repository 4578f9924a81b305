-- The organisations that need no text to be known: the seed, and the governments of all provinces.
with agency as (
    select * from {{ ref('agency') }}
),

agency_alias as (
    select * from {{ ref('agency_alias') }}
),

province as (
    select * from {{ ref('place_province') }}
),

alias_list as (
    select
        agency_code,
        substr({{ join_texts("concat('; ', alias_name)", 'alias_name') }}, 3) as aliases
    from agency_alias
    where alias_type <> 'name'
    group by agency_code
),

listed as (
    select
        {{ row_key(["'agency'", 'agency.agency_code']) }} as agency_key,
        agency.agency_code,
        agency.agency_name,
        agency.agency_short_name,
        agency.agency_name_zh,
        agency.agency_type,
        case
            when agency.parent_code is not null
                then {{ row_key(["'agency'", 'agency.parent_code']) }}
        end as parent_agency_key,
        case
            when agency.successor_code is not null
                then {{ row_key(["'agency'", 'agency.successor_code']) }}
        end as successor_agency_key,
        agency.valid_from_year,
        agency.valid_to_year,
        alias_list.aliases,
        cast(null as string) as province_code,
        'seed' as agency_source
    from agency
    left join alias_list on agency.agency_code = alias_list.agency_code
),

provincial_government as (
    select
        {{ row_key(["'local'", 'province_code', "'People''s Government of <region>'"]) }}
            as agency_key,
        concat('People''s Government of ', province_full_name) as agency_name,
        concat(province_name_zh, '人民政府') as agency_name_zh,
        'local government' as agency_type,
        province_full_name as aliases,
        province_code
    from province
),

final as (
    select
        agency_key,
        agency_code,
        agency_name,
        agency_short_name,
        agency_name_zh,
        agency_type,
        parent_agency_key,
        successor_agency_key,
        valid_from_year,
        valid_to_year,
        aliases,
        province_code,
        agency_source
    from listed

    union all

    select
        agency_key,
        cast(null as string) as agency_code,
        agency_name,
        cast(null as string) as agency_short_name,
        agency_name_zh,
        agency_type,
        cast(null as string) as parent_agency_key,
        cast(null as string) as successor_agency_key,
        cast(null as integer) as valid_from_year,
        cast(null as integer) as valid_to_year,
        aliases,
        province_code,
        'province' as agency_source
    from provincial_government
)

select * from final
