-- One row per village, town or other small place of a passage and the county that it lies in.
with ranked_name as (
    select * from {{ ref('int_place__ranked_name') }}
),

stated_parent as (
    select * from {{ ref('int_place__stated_parent') }}
),

mention as (
    select * from {{ ref('int_place__mention_resolved') }}
),

topic as (
    select * from {{ ref('int_place__topic') }}
    where county_key is not null
),

small_place as (
    select *
    from ranked_name
    where type_level = 'locality' and type_source in ('after', 'list')
),

stated as (
    select
        small_place.passage_key,
        small_place.name_letters,
        mention.county_key,
        mention.province_code,
        3 as weight
    from small_place
    inner join stated_parent on small_place.name_key = stated_parent.name_key
    inner join mention on stated_parent.parent_name_key = mention.name_key
    where mention.place_level = 'county'
),

-- Not stated: in a county's own report the county, else the last one named before it in the
-- paragraph.
in_topic as (
    select
        small_place.passage_key,
        small_place.name_letters,
        topic.county_key,
        topic.province_code,
        1 as weight
    from small_place
    left join stated_parent on small_place.name_key = stated_parent.name_key
    inner join topic on small_place.passage_key = topic.passage_key
    where stated_parent.name_key is null
),

named_before as (
    select
        small_place.passage_key,
        small_place.name_letters,
        mention.county_key,
        mention.province_code,
        1 as weight
    from small_place
    left join stated_parent on small_place.name_key = stated_parent.name_key
    left join topic on small_place.passage_key = topic.passage_key
    inner join mention
        on
            small_place.paragraph_key = mention.paragraph_key
            and mention.place_level = 'county'
            and (
                small_place.sentence_index > mention.sentence_index
                or (
                    small_place.sentence_key = mention.sentence_key
                    and small_place.token_index_first > mention.token_index_first
                )
            )
    where stated_parent.name_key is null and topic.passage_key is null
    qualify
        row_number() over (
            partition by small_place.name_key
            order by mention.sentence_index desc, mention.token_index_first desc
        ) = 1
),

weighed as (
    select
        passage_key,
        name_letters,
        county_key,
        min(province_code) as province_code,
        sum(weight) as weight
    from (
        select * from stated
        union all
        select * from in_topic
        union all
        select * from named_before
    ) as known_county
    group by passage_key, name_letters, county_key
),

final as (
    select
        passage_key,
        name_letters,
        county_key,
        province_code
    from weighed
    qualify
        row_number() over (
            partition by passage_key, name_letters order by weight desc, county_key asc
        ) = 1
)

select * from final
