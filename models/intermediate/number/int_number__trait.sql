-- What is true of a number by itself: its unit, its size, the kind of text it stands in. Rules use a trait like a cue.
with mention as (
    select * from {{ ref('int_number__mention') }}
),

final as (
    select
        mention_key,
        'is_any' as trait
    from mention

    union all

    select
        mention_key,
        'is_' || coalesce(unit_class, 'none') as trait
    from mention

    union all

    select
        mention_key,
        'is_small_money' as trait
    from mention
    where unit_class = 'currency' and number_value < 1000

    union all

    select
        mention_key,
        'in_layout' as trait
    from mention
    where paragraph_type != 'body'
)

select * from final
