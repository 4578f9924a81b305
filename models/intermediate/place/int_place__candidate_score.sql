-- One row per possible name and place that it may mean, with the sum of what speaks for it.
with candidate as (
    select * from {{ ref('int_place__candidate') }}
),

ranked_name as (
    select * from {{ ref('int_place__ranked_name') }}
),

name_context as (
    select * from {{ ref('int_place__name_context') }}
),

stated_parent as (
    select * from {{ ref('int_place__stated_parent') }}
),

name_form as (
    select * from {{ ref('int_place__name_form') }}
),

stated_province as (
    select
        name_key,
        min(province_code) as province_code
    from name_context
    where scope = 'parent'
    group by name_key
    having count(distinct province_code) = 1
),

province_weight as (
    select
        candidate.name_key,
        candidate.place_level,
        candidate.place_id,
        sum(name_context.weight) as context_weight
    from candidate
    inner join name_context
        on
            candidate.name_key = name_context.name_key
            and candidate.province_code = name_context.province_code
    where name_context.scope != 'parent'
    group by candidate.name_key, candidate.place_level, candidate.place_id
),

-- "Jialing District of Nanchong City".
prefecture_stated as (
    select
        stated_parent.name_key,
        name_form.place_id as prefecture_code
    from stated_parent
    inner join ranked_name as parent_name on stated_parent.parent_name_key = parent_name.name_key
    inner join name_form on parent_name.name_letters = name_form.name_letters
    where name_form.place_level = 'prefecture'
    group by stated_parent.name_key, name_form.place_id
),

first_score as (
    select
        candidate.name_key,
        candidate.place_level,
        candidate.place_id,
        candidate.province_code,
        candidate.prefecture_code,
        candidate.form_kind,
        candidate.is_official,
        candidate.has_type_fit,
        candidate.is_introduced,
        candidate.has_parent,
        ranked_name.document_key,
        ranked_name.passage_key,
        ranked_name.name_letters,
        ranked_name.type_word,
        ranked_name.is_among_prefectures,
        coalesce(province_weight.context_weight, 0) as context_weight,
        case
            when stated_province.province_code is null then 'none'
            when stated_province.province_code = candidate.province_code then 'same'
            else 'other'
        end as stated_province_fit,
        prefecture_stated.prefecture_code is not null as is_prefecture_stated
    from candidate
    inner join ranked_name on candidate.name_key = ranked_name.name_key
    left join stated_province on candidate.name_key = stated_province.name_key
    left join province_weight
        on
            candidate.name_key = province_weight.name_key
            and candidate.place_level = province_weight.place_level
            and candidate.place_id = province_weight.place_id
    left join prefecture_stated
        on
            candidate.name_key = prefecture_stated.name_key
            and candidate.prefecture_code = prefecture_stated.prefecture_code
),

-- The same name elsewhere, where its province or prefecture is stated.
introduction as (
    select
        document_key,
        passage_key,
        name_letters,
        place_level,
        place_id,
        count(distinct name_key) as introduction_count
    from first_score
    where stated_province_fit = 'same' or is_prefecture_stated
    group by document_key, passage_key, name_letters, place_level, place_id
),

section_introduction as (
    select
        first_score.name_key,
        first_score.place_level,
        first_score.place_id
    from first_score
    inner join introduction
        on
            first_score.passage_key = introduction.passage_key
            and first_score.name_letters = introduction.name_letters
            and first_score.place_level = introduction.place_level
            and first_score.place_id = introduction.place_id
),

document_introduction as (
    select distinct
        first_score.name_key,
        first_score.place_level,
        first_score.place_id
    from first_score
    inner join introduction
        on
            first_score.document_key = introduction.document_key
            and first_score.name_letters = introduction.name_letters
            and first_score.place_level = introduction.place_level
            and first_score.place_id = introduction.place_id
),

scored as (
    select
        first_score.*,
        section_introduction.name_key is not null as is_section_introduced,
        -- Levels differ little: "Bijie" alone is the prefecture, "Jilin" the province.
        case when first_score.has_type_fit then 1000 else 0 end
        + case first_score.stated_province_fit
            when 'same' then 400
            when 'other' then -600
            else 0
        end
        + case when first_score.is_prefecture_stated then 300 else 0 end
        + case when section_introduction.name_key is not null then 200 else 0 end
        + case
            when
                document_introduction.name_key is not null
                and section_introduction.name_key is null
                then 10
            else 0
        end
        + case
            when first_score.is_introduced and first_score.place_level = 'county' then 120
            else 0
        end
        + case first_score.place_level
            when 'province' then 90 when 'prefecture' then 80 when 'county' then 40 else 50
        end
        + case
            when first_score.is_among_prefectures and first_score.place_level = 'prefecture'
                then 100
            else 0
        end
        + case when first_score.is_official then 3 else 0 end
        + first_score.context_weight as score
    from first_score
    left join section_introduction
        on
            first_score.name_key = section_introduction.name_key
            and first_score.place_level = section_introduction.place_level
            and first_score.place_id = section_introduction.place_id
    left join document_introduction
        on
            first_score.name_key = document_introduction.name_key
            and first_score.place_level = document_introduction.place_level
            and first_score.place_id = document_introduction.place_id
),

final as (
    select
        *,
        count(*) over (partition by name_key) as candidate_count,
        count(*) over (partition by name_key, score) as equal_count,
        row_number() over (
            partition by name_key order by score desc, place_level asc, place_id asc
        ) as candidate_rank
    from scored
)

select * from final
