-- One row per sentence with numbers, way in which the text around it names places (its heading,
-- its paragraph, its section) and place.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
    where coalesce(unit_class, '') not in ('year', 'date', 'code')
),

sentence as (
    select
        *,
        row_number() over (partition by paragraph_key order by sentence_index) = 1 as is_head
    from {{ ref('int_text__sentence') }}
),

passage as (
    select * from {{ ref('int_text__passage') }}
),

evidence as (
    select * from {{ ref('int_place__evidence') }}
),

span as (
    select * from {{ ref('int_place__span') }}
),

twinning as (
    select * from {{ ref('int_place__twinning') }}
),

twin_zone as (
    select * from {{ ref('int_place__twin_zone') }}
),

topic as (
    select * from {{ ref('int_place__topic') }}
),

heading_province as (
    select * from {{ ref('int_place__heading_province') }}
),

province as (
    select * from {{ ref('place_province') }}
),

numbered_sentence as (
    select
        sentence.sentence_key,
        sentence.sentence_index,
        sentence.paragraph_key,
        sentence.heading_key,
        passage.passage_key,
        -- An amount of a billion and more that names no place is the agency's or the country's,
        -- not what a few counties received.
        bool_or(
            coalesce(number_mention.unit_class, '') = 'currency'
            and number_mention.number_value >= 1000000000
        ) as is_vast
    from number_mention
    inner join sentence on number_mention.sentence_key = sentence.sentence_key
    inner join passage
        on
            sentence.document_key = passage.document_key
            and sentence.section_key is not distinct from passage.section_key
    group by all
),

-- Where a conference was held is not where the next sentence happened.
meeting_sentence as (
    select distinct sentence_key
    from {{ ref('int_lexicon__term_mention') }}
    where term_class = 'meeting_noun'
),

-- An account of a city or province tells of its counties one by one; what it says next is of all.
area_heading as (
    select
        sentence.heading_key,
        min(evidence.province_code) as province_code
    from sentence
    inner join evidence on sentence.sentence_key = evidence.sentence_key
    where sentence.paragraph_type = 'heading'
    group by sentence.heading_key
    having count(evidence.county_key) = 0 and count(distinct evidence.province_code) = 1
),

-- The place of a stated part ("of which 2 million yuan in X") is not what follows is about, nor is
-- the helper of the place that the text is about.
stretch as (
    select
        span.*,
        sentence.paragraph_key,
        sentence.sentence_index,
        sentence.sentence_index * 10000 + span.token_index_first as stretch_position,
        sentence.is_headline,
        meeting_sentence.sentence_key is not null as is_meeting
    from span
    inner join sentence on span.sentence_key = sentence.sentence_key
    left join meeting_sentence on span.sentence_key = meeting_sentence.sentence_key
    left join topic on span.passage_key = topic.passage_key
    left join heading_province on sentence.heading_key = heading_province.heading_key
    left join area_heading on sentence.heading_key = area_heading.heading_key
    where
        not coalesce(
            span.county_count > 0
            and array_contains(span.province_codes, area_heading.province_code)
            and not sentence.is_head,
            false
        )
        and (span.is_reference or not span.is_authority)
        and span.part_number = 0
        and (
            span.is_after_goal
            or (
                coalesce(
                    array_contains(
                        span.province_codes,
                        coalesce(heading_province.province_code, topic.province_code)
                    ),
                    true
                )
                and (
                    coalesce(array_contains(span.county_keys, topic.county_key), true)
                    or topic.passage_key != span.document_key
                )
            )
        )
),

-- What the paragraph named before.
earlier as (
    select
        numbered_sentence.sentence_key,
        numbered_sentence.sentence_index,
        numbered_sentence.passage_key,
        count(distinct stretch.county_keys) as county_set_count,
        count(distinct stretch.province_codes) as province_set_count,
        count(distinct stretch.county_keys)
        filter (where numbered_sentence.sentence_index - stretch.sentence_index = 1)
            as county_set_count_before,
        {{ list_size(
            'array_distinct(flatten(' ~ collect_values('stretch.county_keys') ~ '))'
        ) }} as county_count,
        max(stretch.county_count) as widest_count,
        max_by(stretch.span_key, stretch.stretch_position)
        filter (where stretch.county_count > 0) as last_span,
        max_by(
            stretch.span_key, stretch.county_count * 1000000000 + stretch.stretch_position
        ) as widest_span,
        max_by(stretch.span_key, stretch.stretch_position)
        filter (
            where stretch.province_code is not null
            and (
                stretch.is_headline
                or (
                    numbered_sentence.sentence_index - stretch.sentence_index <= 3
                    and not stretch.is_meeting
                )
            )
        ) as province_span
    from numbered_sentence
    inner join stretch
        on
            numbered_sentence.paragraph_key = stretch.paragraph_key
            and numbered_sentence.sentence_index > stretch.sentence_index
    group by
        numbered_sentence.sentence_key, numbered_sentence.sentence_index,
        numbered_sentence.passage_key
),

-- One place, or one set of places, is what the paragraph is about ("the four counties", of which
-- single ones are spoken of between); else what the sentence before was about, where the section
-- speaks of the counties that the agency supports.
paragraph_relation as (
    select
        earlier.*,
        case
            when earlier.county_set_count = 1 then 'only_before'
            when earlier.county_set_count > 1 and earlier.widest_count = earlier.county_count
                then 'widest_before'
            when
                earlier.county_set_count_before = 1
                or (
                    earlier.county_set_count_before > 1
                    and earlier.sentence_index >= twin_zone.first_sentence_index
                )
                then 'last_before'
            when earlier.county_set_count = 0 and earlier.province_set_count = 1
                then 'province_before'
        end as relation
    from earlier
    left join twin_zone on earlier.passage_key = twin_zone.passage_key
),

paragraph_place as (
    select
        paragraph_relation.sentence_key,
        paragraph_relation.relation,
        evidence.county_key,
        evidence.province_code,
        evidence.mentioned_as
    from paragraph_relation
    inner join evidence
        on
            case paragraph_relation.relation
                when 'widest_before' then paragraph_relation.widest_span
                when 'province_before' then paragraph_relation.province_span
                else paragraph_relation.last_span
            end = evidence.evidence_key
    where paragraph_relation.relation is not null
),

-- The heading's county goes before a city or province that its text names.
heading_place as (
    select distinct
        numbered_sentence.sentence_key,
        'heading' as relation,
        evidence.county_key,
        evidence.province_code,
        evidence.mentioned_as
    from numbered_sentence
    inner join sentence as heading_sentence
        on
            numbered_sentence.heading_key = heading_sentence.heading_key
            and heading_sentence.paragraph_type = 'heading'
    inner join evidence on heading_sentence.sentence_key = evidence.sentence_key
    left join earlier on numbered_sentence.sentence_key = earlier.sentence_key
    left join topic on numbered_sentence.passage_key = topic.passage_key
    left join province on evidence.province_code = province.province_code
    where
        (
            earlier.sentence_key is null
            or (
                earlier.county_set_count = 0
                and (evidence.county_key is not null or earlier.province_set_count != 1)
            )
        )
        -- "Help from Tianjin" heads what a text about Gansu received.
        and (coalesce(topic.is_aid_donor, true) or not coalesce(province.is_aid_donor, false))
),

supported_place as (
    select
        numbered_sentence.sentence_key,
        'supported_of_section' as relation,
        twinning.county_key,
        twinning.province_code,
        twinning.mentioned_as
    from numbered_sentence
    inner join twin_zone
        on
            numbered_sentence.passage_key = twin_zone.passage_key
            and numbered_sentence.sentence_index >= twin_zone.first_sentence_index
    inner join twinning on numbered_sentence.passage_key = twinning.passage_key
    left join topic on numbered_sentence.passage_key = topic.passage_key
    -- A prefecture's report is about all its counties, also where some of them are paired.
    where not numbered_sentence.is_vast and coalesce(topic.is_aid_donor, true)
),

-- A paragraph that goes on to name the supported counties is about them from its beginning.
later_place as (
    select distinct
        numbered_sentence.sentence_key,
        'supported_behind' as relation,
        evidence.county_key,
        evidence.province_code,
        evidence.mentioned_as,
        twinning.county_key is not null as is_twin
    from numbered_sentence
    inner join evidence
        on
            numbered_sentence.paragraph_key = evidence.paragraph_key
            and numbered_sentence.sentence_index < evidence.sentence_index
            and evidence.county_key is not null
    left join twinning
        on
            numbered_sentence.passage_key = twinning.passage_key
            and evidence.county_key = twinning.county_key
    left join earlier on numbered_sentence.sentence_key = earlier.sentence_key
    where earlier.sentence_key is null and not numbered_sentence.is_vast
),

placed as (
    select * from paragraph_place
    union all
    select * from heading_place
    union all
    select * from supported_place
    union all
    select
        sentence_key,
        relation,
        county_key,
        province_code,
        mentioned_as
    from later_place
    qualify bool_and(is_twin) over (partition by sentence_key)
    union all
    -- What the title says the passage is about.
    select
        numbered_sentence.sentence_key,
        'topic' as relation,
        topic.county_key,
        topic.province_code,
        topic.mentioned_as
    from numbered_sentence
    inner join topic on numbered_sentence.passage_key = topic.passage_key
),

final as (
    select
        {{ row_key(['sentence_key', 'relation']) }} as span_key,
        sentence_key,
        relation,
        county_key,
        province_code,
        mentioned_as,
        case
            when relation in ('heading', 'supported_of_section', 'topic') then 'section'
            else 'paragraph'
        end as place_source
    from placed
)

select * from final
