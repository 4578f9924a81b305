-- A spelling that means two counties of one kind in one prefecture. Without it no context could
-- tell them apart, and each mention would be resolved at random. Mend seeds/place/place_name.csv.
with name_form as (
    select * from {{ ref('int_place__name_form') }}
    where place_level = 'county'
),

entry as (
    select * from {{ ref('int_place__entry') }}
    where place_level = 'county'
),

final as (
    select
        name_form.name_letters,
        entry.type_word,
        entry.province_code,
        entry.prefecture_code,
        count(distinct entry.place_id) as county_count
    from name_form
    inner join entry on name_form.place_id = entry.place_id
    where entry.prefecture_code is not null
    group by
        name_form.name_letters, entry.type_word, entry.province_code, entry.prefecture_code
    having count(distinct entry.place_id) > 1
)

select * from final
