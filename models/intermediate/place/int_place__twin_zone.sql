-- One row per section and the sentence from which it speaks of the counties that its agency
-- supports:
-- where it names most of them, below the first heading that says so if there is one. A section
-- without
-- such a heading must name few other counties.
with twinning as (
    select * from {{ ref('int_place__twinning') }}
),

mention as (
    select * from {{ ref('int_place__mention_resolved') }}
),

heading as (
    select * from {{ ref('int_text__heading') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

passage as (
    select * from {{ ref('int_text__passage') }}
),

twin_size as (
    select
        passage_key,
        count(*) as twin_count
    from twinning
    group by passage_key
),

headed as (
    select
        passage.passage_key,
        min(sentence.sentence_index) as heading_index
    from heading
    inner join sentence on heading.heading_key = sentence.heading_key
    inner join passage
        on
            sentence.document_key = passage.document_key
            and sentence.section_key is not distinct from passage.section_key
    where {{ regexp_like(
        'lower(heading.heading_text)', "'fix(ed)?.{1,3}point|twinned|pair(ed|ing)|designated'"
    ) }}
    group by passage.passage_key
),

twin_share as (
    select
        mention.passage_key,
        avg(case when twinning.county_key is not null then 1.0 else 0.0 end) as twin_share
    from mention
    left join twinning
        on
            mention.passage_key = twinning.passage_key
            and mention.county_key = twinning.county_key
    where mention.place_level = 'county'
    group by mention.passage_key
),

named as (
    select
        mention.passage_key,
        mention.sentence_index,
        count(distinct mention.county_key) as county_count
    from mention
    inner join twinning
        on
            mention.passage_key = twinning.passage_key
            and mention.county_key = twinning.county_key
    group by mention.passage_key, mention.sentence_index
),

final as (
    select
        named.passage_key,
        min(named.sentence_index) as first_sentence_index
    from named
    inner join twin_size on named.passage_key = twin_size.passage_key
    inner join twin_share on named.passage_key = twin_share.passage_key
    left join headed on named.passage_key = headed.passage_key
    where
        named.county_count * 2 >= twin_size.twin_count
        and (
            named.sentence_index >= headed.heading_index
            or (headed.heading_index is null and twin_share.twin_share >= 0.7)
        )
    group by named.passage_key
)

select * from final
