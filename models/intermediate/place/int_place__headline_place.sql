-- One row per headline that names a province only, and the one county of it that its text names.
with sentence as (
    select * from {{ ref('int_text__sentence') }}
),

evidence as (
    select * from {{ ref('int_place__evidence') }}
),

headline as (
    select
        sentence.sentence_key,
        sentence.paragraph_key,
        sentence.sentence_index,
        evidence.province_code
    from sentence
    inner join evidence on sentence.sentence_key = evidence.sentence_key
    where sentence.is_headline
    group by
        sentence.sentence_key, sentence.paragraph_key, sentence.sentence_index,
        evidence.province_code
    having count(evidence.county_key) = 0
),

final as (
    select
        headline.sentence_key,
        headline.province_code,
        min(evidence.county_key) as county_key,
        min(evidence.mentioned_as) as mentioned_as
    from headline
    inner join evidence
        on
            headline.paragraph_key = evidence.paragraph_key
            and headline.province_code = evidence.province_code
            and headline.sentence_index < evidence.sentence_index
            and evidence.county_key is not null
    group by headline.sentence_key, headline.province_code
    having count(distinct evidence.county_key) = 1
)

select * from final
