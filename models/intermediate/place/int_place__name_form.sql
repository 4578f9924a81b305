-- One row per spelling of a name and place of the gazetteer.
with place_name as (
    select * from {{ ref('place_name') }}
),

other_name as (
    select * from {{ ref('place_other_name') }}
),

common_word as (
    select * from {{ ref('place_common_word') }}
),

spelling as (
    select * from place_name
    union all
    select * from other_name
),

final as (
    select
        {{ name_letters('spelling.name_form') }} as name_letters,
        spelling.place_level,
        spelling.place_id,
        min(spelling.name_form) as name_form,
        min(spelling.form_kind) as form_kind,
        bool_or(spelling.form_kind = 'official') as is_official,
        bool_or(common_word.common_word is not null) as is_common_word,
        max({{ regexp_count_all('spelling.name_form', "'[- ]'") }}) + 1 as word_count
    from spelling
    left join common_word on lower(spelling.name_form) = common_word.common_word
    group by all
)

select * from final
