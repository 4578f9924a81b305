-- One row per name that the gazetteer does not have where the text puts it, and the one place
-- there
-- whose name is a letter or two away. Bounded: the same province, one letter in names of five
-- letters
-- and more, two in names of nine and more or of seven and more that begin alike, and no second
-- place
-- as near.
with ranked_name as (
    select * from {{ ref('int_place__ranked_name') }}
),

candidate_score as (
    select * from {{ ref('int_place__candidate_score') }}
),

name_context as (
    select * from {{ ref('int_place__name_context') }}
),

name_form as (
    select * from {{ ref('int_place__name_form') }}
),

entry as (
    select * from {{ ref('int_place__entry') }}
),

people_word as (
    select * from {{ ref('place_people_word') }}
),

fitting as (
    select distinct name_key
    from candidate_score
    where stated_province_fit != 'other' or is_section_introduced
),

unfitting as (
    select
        ranked_name.name_key,
        ranked_name.name_letters,
        ranked_name.type_word,
        ranked_name.is_known,
        case
            when ranked_name.type_level = 'county' then 'county'
            when ranked_name.type_word in ('city', 'prefecture') then 'prefecture'
            when ranked_name.type_source is null then 'any'
        end as sought_level,
        ranked_name.type_source,
        ranked_name.gap_class,
        ranked_name.gap_class_before,
        ranked_name.chain_number,
        ranked_name.sentence_key
    from ranked_name
    left join fitting on ranked_name.name_key = fitting.name_key
    left join people_word on ranked_name.name_letters = people_word.people_word
    where
        fitting.name_key is null
        and people_word.people_word is null
        and length(ranked_name.name_letters) >= 5
        and coalesce(ranked_name.type_level, '') != 'locality'
),

nearest_scope as (
    select
        name_key,
        province_code
    from name_context
    qualify weight = max(weight) over (partition by name_key)
),

sought_place as (
    select
        unfitting.name_key,
        name_form.place_level,
        name_form.place_id,
        entry.province_code,
        min({{ edit_distance('unfitting.name_letters', 'name_form.name_letters') }}) as distance,
        max(length(unfitting.name_letters)) as letter_count,
        bool_or(unfitting.is_known) as is_known,
        bool_or(
            left(unfitting.name_letters, 4) = left(name_form.name_letters, 4)
            and not unfitting.is_known
        ) as has_same_begin
    from unfitting
    inner join nearest_scope on unfitting.name_key = nearest_scope.name_key
    inner join entry
        on
            nearest_scope.province_code = entry.province_code
            and unfitting.sought_level = entry.place_level
            and unfitting.type_word = entry.type_word
    inner join name_form
        on entry.place_level = name_form.place_level and entry.place_id = name_form.place_id
    where abs(length(unfitting.name_letters) - length(name_form.name_letters)) <= 2
    group by unfitting.name_key, name_form.place_level, name_form.place_id, entry.province_code
),

-- A province misspelt in a list of provinces.
listed_province as (
    select
        unfitting.name_key,
        'province' as place_level,
        name_form.place_id,
        name_form.place_id as province_code,
        {{ edit_distance('unfitting.name_letters', 'name_form.name_letters') }} as distance,
        length(unfitting.name_letters) as letter_count,
        unfitting.is_known,
        false as has_same_begin
    from unfitting
    inner join ranked_name as neighbour
        on
            unfitting.sentence_key = neighbour.sentence_key
            and unfitting.chain_number = neighbour.chain_number
            and neighbour.own_province_code is not null
    inner join name_form
        on
            name_form.place_level = 'province'
            and abs(length(unfitting.name_letters) - length(name_form.name_letters)) <= 1
    where
        unfitting.sought_level = 'any'
        and 'list' in (unfitting.gap_class, unfitting.gap_class_before)
    group by all
),

near as (
    select * from sought_place
    union all
    select * from listed_province
),

bounded as (
    select
        *,
        count(*) over (partition by name_key, distance) as equal_count,
        row_number() over (partition by name_key order by distance, place_id) as nearness_rank
    from near
    where
        distance
        <= case
            when letter_count >= 9 and not is_known then 2
            when letter_count >= 7 and has_same_begin then 2
            else 1
        end
),

final as (
    select
        name_key,
        place_level,
        place_id,
        province_code,
        distance
    from bounded
    where nearness_rank = 1 and equal_count = 1
)

select * from final
