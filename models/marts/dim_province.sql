with province as (
    select * from {{ ref('place_province') }}
),

final as (
    select
        {{ row_key(["'province'", 'province_code']) }} as province_key,
        province_name,
        province_name_zh,
        gb_code,
        province_full_name,
        province_type
    from province

    union all

    select
        'none' as province_key,
        'not stated' as province_name,
        cast(null as string) as province_name_zh,
        cast(null as string) as gb_code,
        cast(null as string) as province_full_name,
        'none' as province_type

    union all

    select
        'several' as province_key,
        'several provinces' as province_name,
        cast(null as string) as province_name_zh,
        cast(null as string) as gb_code,
        cast(null as string) as province_full_name,
        'none' as province_type
)

select * from final
