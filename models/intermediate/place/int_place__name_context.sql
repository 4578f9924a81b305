-- One row per possible name and province that speaks for it, with how near it is named.
with ranked_name as (
    select * from {{ ref('int_place__ranked_name') }}
),

stated_parent as (
    select * from {{ ref('int_place__stated_parent') }}
),

name_form as (
    select * from {{ ref('int_place__name_form') }}
),

prefecture as (
    select * from {{ ref('place_prefecture') }}
),

-- A prefecture's name that only one province has speaks for the province too.
sole_prefecture as (
    select
        name_form.name_letters,
        2 as name_rank,
        min(prefecture.province_code) as province_code
    from name_form
    inner join prefecture on name_form.place_id = prefecture.prefecture_code
    where name_form.place_level = 'prefecture'
    group by name_form.name_letters
    having count(distinct prefecture.province_code) = 1
),

anchor as (
    select
        ranked_name.name_key,
        ranked_name.document_key,
        ranked_name.passage_key,
        ranked_name.paragraph_key,
        ranked_name.sentence_key,
        ranked_name.own_province_code is not null as is_province,
        ranked_name.paragraph_type = 'title' as is_title,
        coalesce(ranked_name.own_province_code, sole_prefecture.province_code) as province_code
    from ranked_name
    left join sole_prefecture
        on
            ranked_name.name_letters = sole_prefecture.name_letters
            and ranked_name.name_rank = sole_prefecture.name_rank
    where
        coalesce(ranked_name.head_class, '') not in ('apart', 'local')
        and coalesce(ranked_name.own_province_code, sole_prefecture.province_code) is not null
),

parent_context as (
    select
        stated_parent.name_key,
        anchor.province_code,
        case when anchor.is_province then 'parent' else 'parent prefecture' end as scope,
        case when anchor.is_province then 400 else 150 end as weight
    from stated_parent
    inner join anchor on stated_parent.parent_name_key = anchor.name_key
),

sentence_context as (
    select distinct
        ranked_name.name_key,
        anchor.province_code,
        'sentence' as scope,
        60 as weight
    from ranked_name
    inner join anchor
        on
            ranked_name.sentence_key = anchor.sentence_key
            and ranked_name.name_key != anchor.name_key
),

paragraph_context as (
    select distinct
        ranked_name.name_key,
        anchor.province_code,
        'paragraph' as scope,
        30 as weight
    from ranked_name
    inner join anchor on ranked_name.paragraph_key = anchor.paragraph_key
    where ranked_name.sentence_key != anchor.sentence_key
),

section_context as (
    select
        ranked_name.name_key,
        anchor.province_code,
        'section' as scope,
        -- A title speaks louder than other text.
        max(case when anchor.is_title then 25 else 15 end) as weight
    from ranked_name
    inner join anchor on ranked_name.passage_key = anchor.passage_key
    where ranked_name.paragraph_key != anchor.paragraph_key
    group by ranked_name.name_key, anchor.province_code
),

-- The document's own title speaks for the names of all its sections.
title_context as (
    select distinct
        ranked_name.name_key,
        anchor.province_code,
        'document title' as scope,
        10 as weight
    from ranked_name
    inner join anchor on ranked_name.document_key = anchor.document_key
    where
        anchor.is_title
        and anchor.passage_key = anchor.document_key
        and ranked_name.passage_key != anchor.passage_key
),

final as (
    select * from parent_context
    union all
    select * from sentence_context
    union all
    select * from paragraph_context
    union all
    select * from section_context
    union all
    select * from title_context
)

select * from final
