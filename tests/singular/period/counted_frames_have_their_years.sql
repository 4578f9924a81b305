-- A frame that counts years ("over the past <n> decades") and does not say how many years its unit
-- has, or says so where nothing is counted. Without it "the past two decades" could become two
-- years. Mend seeds/period/period_frame.csv.
with period_frame as (
    select * from {{ ref('period_frame') }}
),

final as (
    select
        rule_id,
        'seeds/period/period_frame.csv' as source_file,
        period_type,
        years_per_unit
    from period_frame
    where
        (
            period_type in ('past', 'past_one', 'past_half', 'past_to', 'span', 'span_from', 'next')
        )
        != (years_per_unit is not null)
)

select * from final
