-- One row per sentence whose numbers have no place in it, and place that the text around it is
-- about.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
    where coalesce(unit_class, '') not in ('year', 'date', 'code')
),

number_sentence_place as (
    select * from {{ ref('int_place__number_sentence_place') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

passage as (
    select * from {{ ref('int_text__passage') }}
),

evidence as (
    select * from {{ ref('int_place__evidence') }}
),

twinning as (
    select * from {{ ref('int_place__twinning') }}
),

twin_zone as (
    select * from {{ ref('int_place__twin_zone') }}
),

mention as (
    select * from {{ ref('int_place__mention_resolved') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

position as (
    select * from {{ ref('int_place__token_position') }}
),

conjunct_word as (
    select * from {{ ref('place_conjunct_word') }}
),

topic as (
    select * from {{ ref('int_place__topic') }}
),

wide_sentence as (
    select * from {{ ref('int_place__wide_sentence') }}
),

province as (
    select * from {{ ref('place_province') }}
),

unplaced_sentence as (
    select distinct
        sentence.sentence_key,
        sentence.sentence_index,
        sentence.paragraph_key,
        sentence.heading_key,
        passage.passage_key
    from number_mention
    inner join sentence on number_mention.sentence_key = sentence.sentence_key
    inner join passage
        on
            sentence.document_key = passage.document_key
            and sentence.section_key is not distinct from passage.section_key
    left join number_sentence_place
        on number_mention.mention_key = number_sentence_place.mention_key
    left join wide_sentence on sentence.sentence_key = wide_sentence.sentence_key
    where number_sentence_place.mention_key is null and wide_sentence.sentence_key is null
),

-- Where a conference was held is not where the next sentence happened.
meeting_sentence as (
    select distinct token.sentence_key
    from token
    inner join conjunct_word
        on token.token_norm = conjunct_word.word and conjunct_word.word_class = 'meeting'
),

stretch as (
    select
        evidence.paragraph_key,
        evidence.sentence_key,
        evidence.sentence_index,
        evidence.evidence_key,
        min(evidence.token_index_first) as token_index_first,
        string_agg(distinct evidence.county_key, ' ' order by evidence.county_key) as county_set,
        list(distinct evidence.county_key) filter (where evidence.county_key is not null)
            as county_keys,
        string_agg(distinct evidence.province_code, ' ' order by evidence.province_code)
            as province_set,
        bool_or(meeting_sentence.sentence_key is not null) as is_meeting,
        bool_or(sentence.is_headline) as is_headline
    from evidence
    inner join sentence on evidence.sentence_key = sentence.sentence_key
    left join meeting_sentence on evidence.sentence_key = meeting_sentence.sentence_key
    inner join position
        on
            evidence.sentence_key = position.sentence_key
            and evidence.token_index_first = position.token_index
    left join topic on evidence.passage_key = topic.passage_key
    -- The place of a stated part ("of which 2 million yuan in X") is not what follows is about,
    -- nor is the helper of the place that the text is about.
    where
        not evidence.is_authority
        and position.part_number = 0
        and (
            topic.province_code is null
            or evidence.province_code is null
            or evidence.province_code = topic.province_code
            or position.is_after_goal
        )
        and (
            topic.county_key is null
            or topic.passage_key != evidence.document_key
            or evidence.county_key is null
            or evidence.county_key = topic.county_key
            or position.is_after_goal
        )
    group by
        evidence.paragraph_key, evidence.sentence_key, evidence.sentence_index,
        evidence.evidence_key
),

-- What the paragraph named before, one row per stretch of text.
earlier as (
    select
        unplaced_sentence.sentence_key,
        stretch.evidence_key,
        stretch.county_set,
        stretch.county_keys,
        stretch.province_set,
        stretch.token_index_first,
        stretch.sentence_index,
        unplaced_sentence.sentence_index - stretch.sentence_index as sentence_distance,
        stretch.is_meeting,
        stretch.is_headline
    from unplaced_sentence
    inner join stretch
        on
            unplaced_sentence.paragraph_key = stretch.paragraph_key
            and unplaced_sentence.sentence_index > stretch.sentence_index
),

earlier_summary as (
    select
        sentence_key,
        count(distinct county_set) as county_set_count,
        count(distinct province_set) as province_set_count,
        max_by(evidence_key, sentence_index * 10000 + token_index_first)
        filter (where county_set is not null) as last_county_evidence,
        min(sentence_distance) filter (where county_set is not null) as county_distance,
        count(distinct county_set) filter (where sentence_distance = 1) = 1 as is_single_before,
        max_by(evidence_key, sentence_index * 10000 + token_index_first)
        filter (
            where province_set is not null
            and (is_headline or (sentence_distance <= 3 and not is_meeting))
        ) as last_province_evidence
    from earlier
    group by sentence_key
),

-- The set of counties that contains all others of the paragraph: "the four counties", of which
-- single ones are spoken of between.
named_county as (
    select
        earlier.sentence_key,
        count(distinct evidence.county_key) as county_count
    from earlier
    inner join evidence on earlier.evidence_key = evidence.evidence_key
    group by earlier.sentence_key
),

widest as (
    select
        earlier.sentence_key,
        max_by(earlier.evidence_key, earlier.sentence_index * 10000 + earlier.token_index_first)
            as evidence_key
    from earlier
    inner join named_county
        on
            earlier.sentence_key = named_county.sentence_key
            and len(earlier.county_keys) = named_county.county_count
    where named_county.county_count > 1
    group by earlier.sentence_key
),

-- One place, or one set of places, is what the paragraph is about; else what the sentence before
-- was about, where the section speaks of the counties that the agency supports.
paragraph_choice as (
    select
        earlier_summary.sentence_key,
        case
            when earlier_summary.county_set_count = 1 then earlier_summary.last_county_evidence
            when earlier_summary.county_set_count > 1 and widest.evidence_key is not null
                then widest.evidence_key
            when
                earlier_summary.county_set_count > 1
                and earlier_summary.county_distance = 1
                and (twin_zone.passage_key is not null or earlier_summary.is_single_before)
                then earlier_summary.last_county_evidence
            when earlier_summary.county_set_count = 0 and earlier_summary.province_set_count = 1
                then earlier_summary.last_province_evidence
        end as evidence_key
    from earlier_summary
    inner join unplaced_sentence on earlier_summary.sentence_key = unplaced_sentence.sentence_key
    left join widest on earlier_summary.sentence_key = widest.sentence_key
    left join twin_zone
        on
            unplaced_sentence.passage_key = twin_zone.passage_key
            and unplaced_sentence.sentence_index >= twin_zone.first_sentence_index
),

paragraph_place as (
    select
        paragraph_choice.sentence_key,
        evidence.county_key,
        evidence.province_code,
        evidence.mentioned_as,
        'paragraph' as place_source
    from paragraph_choice
    inner join evidence on paragraph_choice.evidence_key = evidence.evidence_key
),

heading_place as (
    select
        unplaced_sentence.sentence_key,
        evidence.county_key,
        evidence.province_code,
        evidence.mentioned_as,
        'section' as place_source
    from unplaced_sentence
    inner join sentence as heading_sentence
        on
            unplaced_sentence.heading_key = heading_sentence.heading_key
            and heading_sentence.paragraph_type = 'heading'
    inner join evidence on heading_sentence.sentence_key = evidence.sentence_key
    left join earlier_summary on unplaced_sentence.sentence_key = earlier_summary.sentence_key
    -- The heading's county goes before a city or province that its text names.
    where
        earlier_summary.sentence_key is null
        or (earlier_summary.county_set_count = 0 and evidence.county_key is not null)
),

-- An amount of a billion and more that names no place is the agency's or the country's, not what
-- a few counties received.
-- A prefecture's report is about all its counties, also where some of them are paired.
local_passage as (
    select topic.passage_key
    from topic
    inner join province
        on topic.province_code = province.province_code and not province.is_aid_donor
),

vast_sentence as (
    select distinct sentence_key
    from number_mention
    where unit_class = 'currency' and number_value >= 1000000000
),

section_place as (
    select
        unplaced_sentence.sentence_key,
        twinning.county_key,
        mention.province_code,
        mention.mentioned_as,
        'section' as place_source
    from unplaced_sentence
    inner join twin_zone
        on
            unplaced_sentence.passage_key = twin_zone.passage_key
            and unplaced_sentence.sentence_index >= twin_zone.first_sentence_index
    inner join twinning on unplaced_sentence.passage_key = twinning.passage_key
    inner join mention on twinning.name_key = mention.name_key
    left join vast_sentence on unplaced_sentence.sentence_key = vast_sentence.sentence_key
    left join local_passage on unplaced_sentence.passage_key = local_passage.passage_key
    where vast_sentence.sentence_key is null and local_passage.passage_key is null
),

-- A paragraph that goes on to name the supported counties is about them from its beginning.
later_county as (
    select distinct
        unplaced_sentence.sentence_key,
        evidence.county_key,
        evidence.province_code,
        evidence.mentioned_as,
        twinning.county_key is not null as is_twin
    from unplaced_sentence
    inner join evidence
        on
            unplaced_sentence.paragraph_key = evidence.paragraph_key
            and unplaced_sentence.sentence_index < evidence.sentence_index
            and evidence.county_key is not null
    left join twinning
        on
            unplaced_sentence.passage_key = twinning.passage_key
            and evidence.county_key = twinning.county_key
    left join earlier_summary on unplaced_sentence.sentence_key = earlier_summary.sentence_key
    left join vast_sentence on unplaced_sentence.sentence_key = vast_sentence.sentence_key
    where earlier_summary.sentence_key is null and vast_sentence.sentence_key is null
),

later_place as (
    select
        sentence_key,
        county_key,
        province_code,
        mentioned_as,
        'paragraph' as place_source
    from later_county
    qualify bool_and(is_twin) over (partition by sentence_key)
),

-- What the title says the passage is about.
topic_place as (
    select
        unplaced_sentence.sentence_key,
        topic.county_key,
        topic.province_code,
        topic.mentioned_as,
        'section' as place_source
    from unplaced_sentence
    inner join topic on unplaced_sentence.passage_key = topic.passage_key
),

ranked as (
    select
        *,
        2 as source_rank
    from paragraph_place
    union all
    select
        *,
        1 as source_rank
    from heading_place
    union all
    select
        *,
        3 as source_rank
    from section_place
    union all
    select
        *,
        4 as source_rank
    from later_place
    union all
    select
        *,
        5 as source_rank
    from topic_place
),

final as (
    select
        sentence_key,
        county_key,
        province_code,
        mentioned_as,
        place_source
    from ranked
    qualify source_rank = min(source_rank) over (partition by sentence_key)
)

select * from final
