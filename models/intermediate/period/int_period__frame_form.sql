-- Frames and dates spelled out: one row per form that can be looked up in a text.
with period_frame as (
    select * from {{ ref('period_frame') }}
),

spelled as (
    {{ spell_out_forms(
        'period_frame', ['rule_id', 'period_type', 'years_per_unit'], 'frame', depth=4
    ) }}
),

final as (
    select distinct
        rule_id,
        period_type,
        years_per_unit,
        frame
    from spelled
)

select * from final
