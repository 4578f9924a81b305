with county as (
    select * from {{ ref('int_place__county') }}
),

unresolved_county as (
    select * from {{ ref('int_corpus__unresolved_county') }}
),

known as (
    select
        county_key,
        county_name,
        county_name_zh,
        gb_code,
        gb_code_2016,
        valid_from,
        valid_to,
        county_type,
        prefecture_name,
        {{ row_key(["'province'", 'province_code']) }} as province_key,
        true as is_resolved
    from county
),

unresolved as (
    select
        county_key,
        county_name,
        cast(null as string) as county_name_zh,
        cast(null as string) as gb_code,
        cast(null as string) as gb_code_2016,
        cast(null as date) as valid_from,
        cast(null as date) as valid_to,
        coalesce(type_word, 'unknown') as county_type,
        cast(null as string) as prefecture_name,
        case
            when province_code is null then 'none'
            else {{ row_key(["'province'", 'province_code']) }}
        end as province_key,
        false as is_resolved
    from unresolved_county
),

-- Facts about no county and about more than one; the bridges name these.
special as (
    select
        member.county_key,
        member.county_name,
        cast(null as string) as county_name_zh,
        cast(null as string) as gb_code,
        cast(null as string) as gb_code_2016,
        cast(null as date) as valid_from,
        cast(null as date) as valid_to,
        'none' as county_type,
        cast(null as string) as prefecture_name,
        member.county_key as province_key,
        false as is_resolved
    from (
        select
            'none' as county_key,
            'not stated' as county_name
        union all
        select
            'several' as county_key,
            'several counties' as county_name
    ) as member
),

final as (
    select * from known
    union all
    select * from unresolved
    union all
    select * from special
)

select * from final
