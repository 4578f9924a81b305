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

twin_size as (
    select
        section_key,
        count(*) as twin_count
    from twinning
    group by section_key
),

headed as (
    select
        sentence.section_key,
        min(sentence.sentence_index) as heading_index
    from heading
    inner join sentence on heading.heading_key = sentence.heading_key
    where {{ regexp_like(
        'lower(heading.heading_text)', "'fix(ed)?.{1,3}point|twinned|pair(ed|ing)|designated'"
    ) }}
    group by sentence.section_key
),

twin_share as (
    select
        mention.section_key,
        avg(case when twinning.county_key is not null then 1.0 else 0.0 end) as twin_share
    from mention
    left join twinning
        on
            mention.section_key = twinning.section_key
            and mention.county_key = twinning.county_key
    where mention.place_level = 'county'
    group by mention.section_key
),

named as (
    select
        mention.section_key,
        mention.sentence_index,
        count(distinct mention.county_key) as county_count
    from mention
    inner join twinning
        on
            mention.section_key = twinning.section_key
            and mention.county_key = twinning.county_key
    group by mention.section_key, mention.sentence_index
),

final as (
    select
        named.section_key,
        min(named.sentence_index) as first_sentence_index
    from named
    inner join twin_size on named.section_key = twin_size.section_key
    inner join twin_share on named.section_key = twin_share.section_key
    left join headed on named.section_key = headed.section_key
    where
        named.county_count * 2 >= twin_size.twin_count
        and (
            named.sentence_index >= headed.heading_index
            or (headed.heading_index is null and twin_share.twin_share >= 0.7)
        )
    group by named.section_key
)

select * from final
