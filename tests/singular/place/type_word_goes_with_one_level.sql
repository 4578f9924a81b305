-- A type word ("county", "province") that goes with places of two levels. Without it a slip in a
-- row could make a county of a province. Mend seeds/place/place_type_word.csv.
with type_word as (
    select * from {{ ref('place_type_word') }}
),

final as (
    select
        type_word,
        'seeds/place/place_type_word.csv' as source_file,
        min(place_level) as one_level,
        max(place_level) as other_level
    from type_word
    group by type_word
    having count(distinct place_level) > 1
)

select * from final
