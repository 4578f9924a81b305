-- One row per place named in a sentence and which place it is.
with mention as (
    select * from {{ ref('int_place__mention') }}
),

candidate_score as (
    select * from {{ ref('int_place__candidate_score') }}
),

misprint as (
    select * from {{ ref('int_place__misprint') }}
),

name_context as (
    select * from {{ ref('int_place__name_context') }}
),

county as (
    select
        *,
        'county' as place_level
    from {{ ref('int_place__county') }}
),

best as (
    select *
    from candidate_score
    where candidate_rank = 1
),

-- Where several places fit alike they may at least share level and province.
tied as (
    select
        candidate_score.name_key,
        case
            when count(distinct candidate_score.place_level) = 1
                then min(candidate_score.place_level)
        end as place_level,
        case
            when count(distinct candidate_score.province_code) = 1
                then min(candidate_score.province_code)
        end as province_code
    from candidate_score
    inner join best
        on candidate_score.name_key = best.name_key and candidate_score.score = best.score
    group by candidate_score.name_key
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

resolved as (
    select
        mention.*,
        case
            when misprint.name_key is not null then 'misprint'
            when best.name_key is null then 'unresolved'
            when
                best.stated_province_fit = 'other'
                and (best.candidate_count > 1 or not best.has_type_fit)
                and best.place_level = 'county'
                then 'unresolved'
            when best.equal_count > 1 then 'several candidates'
            when best.candidate_count = 1 and best.is_official and best.has_type_fit then 'exact'
            when best.candidate_count = 1 and best.place_level in ('province', 'country', 'region')
                then 'exact'
            when best.candidate_count = 1 and best.is_official and mention.type_word is null
                then 'exact'
            when best.candidate_count = 1 then 'alias'
            when best.stated_province_fit = 'same' or best.is_prefecture_stated then 'by province'
            else 'by context'
        end as resolution,
        coalesce(misprint.place_level, best.place_level, 'county') as best_level,
        coalesce(misprint.place_id, best.place_id) as best_id,
        coalesce(misprint.province_code, best.province_code) as best_province_code,
        best.prefecture_code as best_prefecture_code,
        tied.place_level as tied_level,
        tied.province_code as tied_province_code,
        stated_province.province_code as stated_province_code
    from mention
    left join best on mention.name_key = best.name_key
    left join misprint on mention.name_key = misprint.name_key
    left join tied on mention.name_key = tied.name_key
    left join stated_province on mention.name_key = stated_province.name_key
),

placed as (
    select
        *,
        case
            when resolution = 'several candidates' then coalesce(tied_level, best_level)
            when resolution = 'unresolved' then 'county'
            else best_level
        end as place_level,
        case
            when resolution not in ('several candidates', 'unresolved') then best_id
        end as place_id,
        case
            when resolution = 'several candidates'
                then coalesce(stated_province_code, tied_province_code)
            when resolution = 'unresolved' then stated_province_code
            else best_province_code
        end as province_code
    from resolved
),

final as (
    select
        placed.name_key,
        placed.document_key,
        placed.section_key,
        placed.passage_key,
        placed.paragraph_key,
        placed.paragraph_type,
        placed.sentence_key,
        placed.sentence_index,
        placed.chain_number,
        placed.list_number,
        placed.token_index_first,
        placed.token_index_last,
        placed.mention_start,
        placed.mention_end,
        placed.mentioned_as,
        placed.name_as_written,
        placed.name_letters,
        placed.type_word,
        placed.type_level,
        placed.type_source,
        placed.gap_class,
        placed.gap_class_before,
        placed.head_class,
        placed.norm_before,
        placed.is_named_in_gazetteer,
        placed.resolution,
        placed.place_level,
        placed.place_id,
        placed.province_code,
        case
            when placed.place_level = 'prefecture' then placed.place_id
            else county.prefecture_code
        end as prefecture_code,
        -- A name without one sure place is a member of its own, told apart by its province.
        case
            when placed.place_level != 'county' then null
            when placed.place_id is not null then county.county_key
            else
                {{ row_key([
                    "'unresolved'", 'placed.name_letters', "coalesce(placed.type_word, '')",
                    'placed.province_code'
                ]) }}
        end as county_key
    from placed
    left join county
        on placed.place_level = county.place_level and placed.place_id = county.county_id
)

select * from final
