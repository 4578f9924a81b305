-- Every organisation that the warehouse knows: the seed, the governments of all provinces, bodies
-- of provinces that a text names, and reporters or actors that no list holds.
with listed as (
    select * from {{ ref('int_agency__listed') }}
),

agency_body as (
    select * from {{ ref('int_kept__agency_body') }}
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
    left join listed on local_body.agency_key = listed.agency_key
    where listed.agency_key is null

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
