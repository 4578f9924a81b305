-- One row per number and county, or province without one, of the statement that the number makes.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
),

number_span as (
    select * from {{ ref('int_place__number_span') }}
),

evidence as (
    select * from {{ ref('int_place__evidence') }}
),

scope_place as (
    select * from {{ ref('int_place__scope_place') }}
),

number_dealt_place as (
    select * from {{ ref('int_place__number_dealt_place') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

span_place as (
    select
        evidence_key as span_key,
        county_key,
        province_code,
        mentioned_as,
        'sentence' as place_source
    from evidence

    union all

    select
        span_key,
        county_key,
        province_code,
        mentioned_as,
        place_source
    from scope_place

    union all

    select
        span_key,
        county_key,
        province_code,
        mentioned_as,
        'sentence' as place_source
    from number_dealt_place
),

found as (
    select
        number_span.mention_key,
        number_span.rule_id,
        number_span.margin,
        span_place.county_key,
        span_place.province_code,
        span_place.mentioned_as,
        span_place.place_source
    from number_span
    inner join span_place on number_span.span_key = span_place.span_key
),

-- "The government of Y City gave 6 million yuan", below the heading "X County".
heading_county as (
    select
        sentence.heading_key,
        min(evidence.county_key) as county_key,
        min(evidence.province_code) as province_code,
        min(evidence.mentioned_as) as mentioned_as
    from sentence
    inner join evidence on sentence.sentence_key = evidence.sentence_key
    where sentence.paragraph_type = 'heading' and evidence.county_key is not null
    group by sentence.heading_key
    having count(distinct evidence.county_key) = 1
),

-- A headline names the province, the text below it the county.
text_county as (
    select
        headline.sentence_key,
        min(evidence.county_key) as county_key,
        evidence.province_code,
        min(evidence.mentioned_as) as mentioned_as
    from sentence as headline
    inner join evidence
        on
            headline.paragraph_key = evidence.paragraph_key
            and headline.sentence_index < evidence.sentence_index
    where headline.is_headline and evidence.county_key is not null
    group by headline.sentence_key, evidence.province_code
    having count(distinct evidence.county_key) = 1
),

-- "Six counties bid farewell to poverty", which the text then names.
counted_stretch as (
    select
        number_mention.mention_key,
        evidence.evidence_key,
        evidence.sentence_index,
        min(evidence.token_index_first) as token_index_first
    from number_mention
    inner join sentence on number_mention.sentence_key = sentence.sentence_key
    inner join evidence
        on
            sentence.paragraph_key = evidence.paragraph_key
            and evidence.sentence_index - sentence.sentence_index between 0 and 2
    where
        number_mention.unit_class = 'unit_county'
        and number_mention.number_value between 2 and 30
        and evidence.evidence_type = 'name'
        and (
            evidence.sentence_index > sentence.sentence_index
            or evidence.token_index_first > number_mention.token_index_last
        )
    group by
        number_mention.mention_key, number_mention.number_value, evidence.evidence_key,
        evidence.sentence_index
    having count(distinct evidence.county_key) = number_mention.number_value
),

first_counted_stretch as (
    select
        mention_key,
        evidence_key
    from counted_stretch
    qualify
        row_number() over (
            partition by mention_key order by sentence_index asc, token_index_first asc
        ) = 1
),

narrower as (
    select
        number_mention.mention_key,
        heading_county.county_key,
        heading_county.province_code,
        heading_county.mentioned_as,
        'section' as place_source
    from number_mention
    inner join sentence on number_mention.sentence_key = sentence.sentence_key
    inner join heading_county on sentence.heading_key = heading_county.heading_key

    union all

    select
        number_mention.mention_key,
        text_county.county_key,
        text_county.province_code,
        text_county.mentioned_as,
        'paragraph' as place_source
    from number_mention
    inner join text_county on number_mention.sentence_key = text_county.sentence_key

    union all

    select
        first_counted_stretch.mention_key,
        evidence.county_key,
        evidence.province_code,
        evidence.mentioned_as,
        'paragraph' as place_source
    from first_counted_stretch
    inner join evidence on first_counted_stretch.evidence_key = evidence.evidence_key
),

-- A province is narrowed to a county of it that heading or text name.
narrowed as (
    select
        found.mention_key,
        found.rule_id,
        found.margin,
        narrower.county_key,
        narrower.province_code,
        narrower.mentioned_as,
        narrower.place_source
    from found
    inner join narrower
        on
            found.mention_key = narrower.mention_key
            and found.province_code = narrower.province_code
    qualify count(found.county_key) over (partition by found.mention_key) = 0
),

placed as (
    select * from found
    union all
    select * from narrowed
),

final as (
    select
        mention_key,
        county_key,
        case
            when province_code is not null then {{ row_key(["'province'", 'province_code']) }}
        end as province_key,
        min(place_source) as place_source,
        min(mentioned_as) as mentioned_as,
        min(rule_id) as rule_id,
        max(margin) as margin
    from placed
    where county_key is not null or province_code is not null
    group by mention_key, county_key, province_code
)

select * from final
