-- One row per passage that is about one place, and that place: a county with its province, or a
-- province alone. The title says so, the lead-in of a briefing item ("Guangxi: …", "Hebei has …"),
-- or else the title of the whole document.
with place_group as (
    select * from {{ ref('int_place__group') }}
),

passage as (
    select * from {{ ref('int_text__passage') }}
),

whole_passage as (
    select distinct
        document_key,
        passage_key,
        passage_type
    from passage
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

province as (
    select * from {{ ref('place_province') }}
),

month as (
    select * from {{ ref('text_month') }}
),

-- "Guangxi: …" heads the item; "Tianjin donated …" may speak of a helper.
colon as (
    select
        sentence_key,
        token_index
    from token
    where token_norm in (':', '：')
),

province_count as (
    select
        passage_key,
        count(distinct province_code) as province_count
    from place_group
    where coalesce(head_class, '') != 'authority'
    group by passage_key
),

passage_sentence as (
    select
        sentence.sentence_key,
        sentence.document_key,
        sentence.paragraph_type,
        sentence.sentence_index,
        passage.passage_key,
        passage.passage_type,
        row_number() over (
            partition by passage.passage_key order by sentence.sentence_index
        ) as sentence_number,
        sum(case when sentence.paragraph_type = 'body' then 1 else 0 end) over (
            partition by passage.passage_key order by sentence.sentence_index
        ) as body_number
    from sentence
    inner join passage
        on
            sentence.document_key = passage.document_key
            and sentence.section_key is not distinct from passage.section_key
),

-- "Beijing, April 2021" and "December 2020, Beijing" below a title: where and when it was
-- published, not what it is about. A place with more than its bare name is whose document it is.
imprint as (
    select place_group.sentence_key
    from place_group
    inner join passage_sentence
        on
            place_group.sentence_key = passage_sentence.sentence_key
            and passage_sentence.paragraph_type = 'document_header'
    inner join province
        on
            place_group.province_code = province.province_code
            and province.province_type = 'municipality'
    inner join token
        on
            place_group.sentence_key = token.sentence_key
            and token.token_index
            not between place_group.group_index_first and place_group.group_index_last
    left join month on token.token_norm = month.month_name
    where place_group.group_index_first = place_group.group_index_last
    group by place_group.sentence_key
    having
        count(month.month_name) = 1
        and bool_and(
            month.month_name is not null
            or {{ regexp_like('token.token_norm', "'^([0-9]+|[^a-z0-9])$'") }}
        )
),

title_place as (
    select
        passage_sentence.document_key,
        passage_sentence.passage_key,
        passage_sentence.passage_type,
        place_group.county_key,
        place_group.province_code,
        place_group.mentioned_as,
        -- "Guangxi: Guangdong's aid goes on": what stands before the colon heads the item.
        coalesce(
            place_group.place_level = 'province'
            and place_group.token_index_last < colon.token_index,
            false
        ) as is_before_colon
    from place_group
    inner join passage_sentence on place_group.sentence_key = passage_sentence.sentence_key
    left join imprint on place_group.sentence_key = imprint.sentence_key
    left join province_count on place_group.passage_key = province_count.passage_key
    left join colon
        on
            place_group.sentence_key = colon.sentence_key
            and colon.token_index between place_group.group_index_first
            and place_group.group_index_last + 1
    where
        (
            -- The line below the title says whose document it is.
            passage_sentence.paragraph_type in ('title', 'document_header')
            or (
                passage_sentence.passage_type = 'briefing_item'
                and passage_sentence.sentence_number = 1
                and place_group.group_index_first = 1
                and (colon.token_index is not null or province_count.province_count = 1)
            )
        )
        and (place_group.county_key is not null or place_group.province_code is not null)
        and imprint.sentence_key is null
),

heading_place as (
    select *
    from title_place
    qualify
        is_before_colon
        or not bool_or(is_before_colon) over (partition by passage_key)
        or province_code = max(case when is_before_colon then province_code end) over (
            partition by passage_key
        )
),

-- "Cooperation between Qingdao and Longnan": of a province that gives and one that is supported
-- the title is about the second.
supported_place as (
    select heading_place.*
    from heading_place
    inner join province on heading_place.province_code = province.province_code
    qualify
        not province.is_aid_donor
        or bool_and(province.is_aid_donor) over (partition by heading_place.passage_key)
),

-- "Guizhou and Guangxi: …" is about both, so about none alone.
single_title as (
    select
        passage_key,
        min(document_key) as document_key,
        min(passage_type) as passage_type,
        case when count(distinct county_key) = 1 then min(county_key) end as county_key,
        min(province_code) as province_code,
        min(case when county_key is not null then mentioned_as end) as mentioned_as
    from supported_place
    group by passage_key
    having count(distinct province_code) = 1
),

-- The document's title speaks for passages whose own title names no place.
inherited as (
    select distinct
        whole_passage.passage_key,
        single_title.county_key,
        single_title.province_code,
        single_title.mentioned_as
    from single_title
    inner join whole_passage on single_title.document_key = whole_passage.document_key
    left join title_place as own_title on whole_passage.passage_key = own_title.passage_key
    where single_title.passage_key = single_title.document_key and own_title.passage_key is null
),

-- "Fujian and Ningxia met in Yinchuan": where the title or the first sentence names who helps and
-- one province that is helped, and the text no other one, it is about the helped one.
helped as (
    select
        place_group.passage_key,
        cast(null as string) as county_key,
        min(case when not province.is_aid_donor then place_group.province_code end)
            as province_code,
        cast(null as string) as mentioned_as
    from place_group
    inner join passage_sentence on place_group.sentence_key = passage_sentence.sentence_key
    inner join province on place_group.province_code = province.province_code
    where
        passage_sentence.passage_type != 'agency_section'
        and coalesce(place_group.head_class, '') != 'authority'
    group by place_group.passage_key
    having
        count(distinct case when not province.is_aid_donor then place_group.province_code end) = 1
        and count(distinct case
            when
                passage_sentence.sentence_number <= 2
                then province.is_aid_donor
        end) = 2
),

-- News whose title names a province and whose lead names a county that it goes on to speak of most
-- is about that county.
county_share as (
    select
        place_group.passage_key,
        place_group.county_key,
        min(place_group.province_code) as province_code,
        min_by(
            place_group.mentioned_as,
            place_group.sentence_index * 10000 + place_group.token_index_first
        ) as mentioned_as,
        min(passage_sentence.body_number) as first_body_number,
        count(*) as mention_count,
        count(*) / sum(count(*)) over (partition by place_group.passage_key) as mention_share
    from place_group
    inner join passage_sentence on place_group.sentence_key = passage_sentence.sentence_key
    where place_group.county_key is not null and passage_sentence.passage_type = 'document'
    group by place_group.passage_key, place_group.county_key
),

main_county as (
    select
        single_title.passage_key,
        county_share.county_key,
        single_title.province_code,
        county_share.mentioned_as
    from single_title
    inner join county_share
        on
            single_title.passage_key = county_share.passage_key
            and single_title.province_code = county_share.province_code
    where
        single_title.county_key is null
        and county_share.mention_count >= 3
        and county_share.mention_share > 0.5
        and county_share.first_body_number <= 3
),

-- A report that names one county only is about it.
only_county as (
    select
        place_group.passage_key,
        min(place_group.county_key) as county_key,
        min(place_group.province_code) as province_code,
        min_by(
            place_group.mentioned_as,
            place_group.sentence_index * 10000 + place_group.token_index_first
        ) as mentioned_as
    from place_group
    inner join whole_passage
        on
            place_group.passage_key = whole_passage.passage_key
            and whole_passage.passage_type = 'document'
    where place_group.county_key is not null
    group by place_group.passage_key
    having count(distinct place_group.county_key) = 1 and count(*) >= 2
),

united as (
    select
        passage_key,
        county_key,
        province_code,
        mentioned_as,
        'title' as topic_source
    from single_title

    union all

    select
        *,
        'lead' as topic_source
    from main_county

    union all

    select
        *,
        'document title' as topic_source
    from inherited

    union all

    select
        *,
        'helped' as topic_source
    from helped

    union all

    select
        *,
        'only county' as topic_source
    from only_county
),

-- What a title says goes before what the text names, but for the county of its province.
final as (
    select
        united.*,
        coalesce(province.is_aid_donor, false) as is_aid_donor
    from united
    left join province on united.province_code = province.province_code
    qualify
        row_number() over (
            partition by united.passage_key
            order by
                case united.topic_source
                    when 'lead' then 1
                    when 'title' then 2
                    when 'document title' then 3
                    when 'only county' then 4
                    else 5
                end
        ) = 1
)

select * from final
