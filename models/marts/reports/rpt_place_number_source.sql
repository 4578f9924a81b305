with number_source as (
    select * from {{ ref('int_kept__number_source') }}
),

final as (
    select
        place_source,
        has_county,
        cast(sum(number_count) as bigint) as number_count
    from number_source
    group by place_source, has_county
)

select * from final
