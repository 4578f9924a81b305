-- Every organisation that the warehouse knows: the seed, the governments of all provinces, bodies
-- of provinces that a text names, and reporters or actors that no list holds.
with agency as (
    select * from {{ ref('agency') }}
),

agency_alias as (
    select * from {{ ref('agency_alias') }}
),

province as (
    select * from {{ ref('place_province') }}
),

agency_body as (
    select * from {{ ref('int_kept__agency_body') }}
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

local_body as (
    select
        agency_key,
        min(agency_name) as agency_name,
        min(agency_type) as agency_type,
        min(mentioned_as) as aliases,
        min(province_code) as province_code
    from agency_body
    where agency_source = 'pattern'
    group by agency_key
),

unlisted as (
    select
        agency_key,
        min(agency_name) as agency_name
    from agency_body
    where agency_source = 'text'
    group by agency_key
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

    union all

    select
        local_body.agency_key,
        cast(null as string) as agency_code,
        local_body.agency_name,
        cast(null as string) as agency_short_name,
        cast(null as string) as agency_name_zh,
        local_body.agency_type,
        {{ row_key([
            "'local'", 'local_body.province_code', "'People''s Government of <region>'"
        ]) }} as parent_agency_key,
        cast(null as string) as successor_agency_key,
        cast(null as integer) as valid_from_year,
        cast(null as integer) as valid_to_year,
        local_body.aliases,
        local_body.province_code,
        'pattern' as agency_source
    from local_body
    left join provincial_government
        on local_body.agency_key = provincial_government.agency_key
    where provincial_government.agency_key is null

    union all

    select
        agency_key,
        cast(null as string) as agency_code,
        agency_name,
        cast(null as string) as agency_short_name,
        cast(null as string) as agency_name_zh,
        'unlisted' as agency_type,
        cast(null as string) as parent_agency_key,
        cast(null as string) as successor_agency_key,
        cast(null as integer) as valid_from_year,
        cast(null as integer) as valid_to_year,
        cast(null as string) as aliases,
        cast(null as string) as province_code,
        'text' as agency_source
    from unlisted
)

select * from final
