-- One row per possible name, with its rank (1 county, 2 prefecture or city, 3 province) and the
-- chain
-- of neighbouring names that it belongs to.
with listed_name as (
    select * from {{ ref('int_place__listed_name') }}
),

name_form as (
    select * from {{ ref('int_place__name_form') }}
),

province_letters as (
    select
        name_letters,
        min(place_id) as province_code
    from name_form
    where place_level = 'province'
    group by name_letters
),

prefecture_letters as (
    select distinct name_letters
    from name_form
    where place_level = 'prefecture'
),

-- Mountain areas and countries are above counties, and never counties.
wide_letters as (
    select distinct name_letters
    from name_form
    where place_level in ('region', 'country')
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

passage as (
    select * from {{ ref('int_text__passage') }}
),

ranked as (
    select
        listed_name.name_key,
        listed_name.sentence_key,
        listed_name.list_number,
        listed_name.token_index_first,
        listed_name.token_index_last,
        listed_name.full_index_first,
        listed_name.full_index_last,
        listed_name.name_start,
        listed_name.name_end,
        listed_name.full_end,
        listed_name.name_letters,
        listed_name.is_known,
        listed_name.type_form,
        listed_name.is_type_plural,
        listed_name.list_size,
        listed_name.gap_class,
        listed_name.gap_class_before,
        listed_name.head_class,
        listed_name.is_possessive,
        listed_name.is_after_capital,
        listed_name.is_before_capital,
        listed_name.norm_before,
        listed_name.norm_behind,
        listed_name.type_word,
        listed_name.type_level,
        listed_name.type_source,
        sentence.document_key,
        sentence.section_key,
        passage.passage_key,
        sentence.paragraph_key,
        sentence.paragraph_type,
        sentence.sentence_index,
        -- "Jilin City" and "Hainan Prefecture" are not the provinces of these names.
        case
            when
                listed_name.type_source is null
                or listed_name.type_source != 'after'
                or listed_name.type_word in ('province', 'region')
                or (
                    listed_name.type_word = 'city'
                    and province_letters.province_code in ('11', '12', '31', '50')
                )
                then province_letters.province_code
        end as own_province_code,
        case
            when listed_name.type_level = 'county' and listed_name.type_source is not null then 1
            when listed_name.type_level = 'locality' then 0
        end as typed_rank,
        prefecture_letters.name_letters is not null as is_prefecture_name,
        wide_letters.name_letters is not null as is_wide_name,
        count(case when prefecture_letters.name_letters is not null then 1 end) over (
            partition by listed_name.sentence_key, listed_name.list_number
        ) > 1 as is_among_prefectures
    from listed_name
    inner join sentence on listed_name.sentence_key = sentence.sentence_key
    inner join passage
        on
            sentence.document_key = passage.document_key
            and sentence.section_key is not distinct from passage.section_key
    left join province_letters on listed_name.name_letters = province_letters.name_letters
    left join prefecture_letters on listed_name.name_letters = prefecture_letters.name_letters
    left join wide_letters on listed_name.name_letters = wide_letters.name_letters
),

-- "In X County, Foshan's team": no list.
possessive as (
    select
        *,
        coalesce(
            is_possessive
            and type_source is null
            and gap_class_before = 'list'
            and lag(type_level) over (
                partition by sentence_key order by token_index_first
            ) = 'county',
            false
        ) as is_apart_possessive
    from ranked
),

final as (
    select
        *,
        case
            when
                own_province_code is not null
                and coalesce(head_class, '') not in ('apart', 'local')
                then 3
            when is_wide_name and coalesce(type_source, '') != 'after' then 4
            when typed_rank is not null then typed_rank
            when type_word in ('city', 'prefecture', 'region') or is_prefecture_name then 2
            when is_known then 1
            else 0
        end as name_rank,
        sum(
            case
                when is_apart_possessive then 1
                when gap_class_before in ('list', 'nested', 'opens', 'none') then 0
                else 1
            end
        ) over (
            partition by sentence_key order by token_index_first
            rows between unbounded preceding and current row
        ) as chain_number
    from possessive
)

select * from final
