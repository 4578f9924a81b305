-- One row per number and county, or province without one, of the statement that the number makes.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
    where coalesce(unit_class, '') not in ('year', 'date', 'code')
),

number_dealt_place as (
    select * from {{ ref('int_place__number_dealt_place') }}
),

number_sentence_place as (
    select * from {{ ref('int_place__number_sentence_place') }}
),

number_context_place as (
    select * from {{ ref('int_place__number_context_place') }}
),

evidence as (
    select * from {{ ref('int_place__evidence') }}
),

counted_ahead as (
    select * from {{ ref('int_place__counted_ahead') }}
),

headline_place as (
    select * from {{ ref('int_place__headline_place') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

-- A heading that names one county speaks for the text below it.
heading_place as (
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

dealt as (
    select
        mention_key,
        county_key,
        province_code,
        mentioned_as,
        'sentence' as place_source
    from number_dealt_place
),

in_sentence as (
    select
        number_sentence_place.mention_key,
        case when number_sentence_place.pairing != 'province beside' then evidence.county_key end
            as county_key,
        evidence.province_code,
        evidence.mentioned_as,
        'sentence' as place_source
    from number_sentence_place
    inner join evidence on number_sentence_place.evidence_key = evidence.evidence_key
    left join number_dealt_place
        on number_sentence_place.mention_key = number_dealt_place.mention_key
    where number_dealt_place.mention_key is null
),

in_context as (
    select
        number_mention.mention_key,
        number_context_place.county_key,
        number_context_place.province_code,
        number_context_place.mentioned_as,
        number_context_place.place_source
    from number_mention
    inner join number_context_place
        on number_mention.sentence_key = number_context_place.sentence_key
    left join number_sentence_place
        on number_mention.mention_key = number_sentence_place.mention_key
    left join number_dealt_place on number_mention.mention_key = number_dealt_place.mention_key
    where number_sentence_place.mention_key is null and number_dealt_place.mention_key is null
),

-- A headline names the province, the text below it the county.
in_headline as (
    select
        in_sentence.mention_key,
        headline_place.county_key,
        headline_place.province_code,
        headline_place.mentioned_as,
        'paragraph' as place_source
    from in_sentence
    inner join number_mention on in_sentence.mention_key = number_mention.mention_key
    inner join headline_place
        on
            number_mention.sentence_key = headline_place.sentence_key
            and in_sentence.province_code = headline_place.province_code
    where in_sentence.county_key is null
),

-- "The government of Y City gave 6 million yuan", below the heading "X County".
in_heading as (
    select
        in_sentence.mention_key,
        heading_place.county_key,
        heading_place.province_code,
        heading_place.mentioned_as,
        'section' as place_source
    from in_sentence
    inner join number_mention on in_sentence.mention_key = number_mention.mention_key
    inner join sentence on number_mention.sentence_key = sentence.sentence_key
    inner join heading_place
        on
            sentence.heading_key = heading_place.heading_key
            and in_sentence.province_code = heading_place.province_code
    where in_sentence.county_key is null
),

found as (
    select * from dealt
    union all
    select * from in_sentence
    union all
    select * from in_context
    union all
    select * from in_headline
    union all
    select * from in_heading
),

-- "Six counties bid farewell to poverty", which the text then names.
named_behind as (
    select
        found.mention_key,
        counted_ahead.county_key,
        counted_ahead.province_code,
        counted_ahead.mentioned_as,
        'paragraph' as place_source
    from found
    inner join counted_ahead
        on
            found.mention_key = counted_ahead.mention_key
            and found.province_code = counted_ahead.province_code
    qualify count(found.county_key) over (partition by found.mention_key) = 0
),

placed as (
    select * from found
    union all
    select * from named_behind
),

final as (
    select
        mention_key,
        county_key,
        case
            when province_code is not null then {{ row_key(["'province'", 'province_code']) }}
        end as province_key,
        min(place_source) as place_source,
        min(mentioned_as) as mentioned_as
    from placed
    where county_key is not null or province_code is not null
    group by mention_key, county_key, province_code
)

select * from final
