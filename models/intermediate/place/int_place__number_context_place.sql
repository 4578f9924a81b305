-- One row per number whose sentence names no place, and place that the text before it is about.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
),

number_sentence_place as (
    select * from {{ ref('int_place__number_sentence_place') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

evidence as (
    select * from {{ ref('int_place__evidence') }}
),

twinning as (
    select * from {{ ref('int_place__twinning') }}
),

mention as (
    select * from {{ ref('int_place__mention_resolved') }}
),

ngram as (
    select * from {{ ref('int_text__ngram') }}
),

scope_term as (
    select * from {{ ref('place_scope_term') }}
),

-- "nationwide", "across the country": a statement about no place in particular.
wide_sentence as (
    select distinct ngram.sentence_key
    from ngram
    inner join scope_term on ngram.ngram_norm = scope_term.scope_form

    union

    select number_mention.sentence_key
    from number_mention
    where number_mention.unit_class = 'unit_province' and number_mention.number_value >= 5

    union

    select mention.sentence_key
    from mention
    where mention.place_level = 'country'
),

unplaced_sentence as (
    select distinct
        sentence.sentence_key,
        sentence.sentence_index,
        sentence.paragraph_key,
        sentence.heading_key,
        sentence.section_key
    from number_mention
    inner join sentence on number_mention.sentence_key = sentence.sentence_key
    left join number_sentence_place on number_mention.mention_key = number_sentence_place.mention_key
    left join wide_sentence on sentence.sentence_key = wide_sentence.sentence_key
    where number_sentence_place.mention_key is null and wide_sentence.sentence_key is null
),

-- What the paragraph named before, one row per stretch of text.
earlier as (
    select
        unplaced_sentence.sentence_key,
        evidence.evidence_key,
        evidence.sentence_index,
        evidence.token_index_first,
        string_agg(distinct evidence.county_key, ' ' order by evidence.county_key) as county_set,
        string_agg(distinct evidence.province_code, ' ' order by evidence.province_code)
            as province_set
    from unplaced_sentence
    inner join evidence
        on
            unplaced_sentence.paragraph_key = evidence.paragraph_key
            and evidence.sentence_index < unplaced_sentence.sentence_index
    where not evidence.is_authority
    group by
        unplaced_sentence.sentence_key, evidence.evidence_key, evidence.sentence_index,
        evidence.token_index_first
),

earlier_summary as (
    select
        sentence_key,
        count(distinct county_set) as county_set_count,
        count(distinct province_set) as province_set_count,
        max_by(evidence_key, sentence_index * 10000 + token_index_first)
            filter (where county_set is not null) as last_county_evidence,
        max_by(evidence_key, sentence_index * 10000 + token_index_first) as last_evidence
    from earlier
    group by sentence_key
),

-- One place, or one set of places, is what the paragraph is about.
paragraph_place as (
    select
        earlier_summary.sentence_key,
        evidence.county_key,
        evidence.province_code,
        evidence.mentioned_as,
        'paragraph' as place_source
    from earlier_summary
    inner join evidence
        on
            evidence.evidence_key = case
                when earlier_summary.county_set_count = 1 then earlier_summary.last_county_evidence
                when earlier_summary.county_set_count = 0 and earlier_summary.province_set_count = 1
                    then earlier_summary.last_evidence
            end
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
    where earlier_summary.sentence_key is null
),

twin_size as (
    select
        section_key,
        count(*) as twin_count
    from twinning
    group by section_key
),

-- From where a section names most of the counties that its agency supports, it speaks of them.
twin_zone as (
    select
        named.section_key,
        min(named.sentence_index) as first_sentence_index
    from (
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
    ) as named
    inner join twin_size on named.section_key = twin_size.section_key
    where named.county_count * 2 >= twin_size.twin_count
    group by named.section_key
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
            unplaced_sentence.section_key = twin_zone.section_key
            and unplaced_sentence.sentence_index > twin_zone.first_sentence_index
    inner join twinning on unplaced_sentence.section_key = twinning.section_key
    inner join mention on twinning.name_key = mention.name_key
    left join earlier_summary on unplaced_sentence.sentence_key = earlier_summary.sentence_key
    where coalesce(earlier_summary.county_set_count, 0) != 1
),

ranked as (
    select
        *,
        1 as source_rank
    from paragraph_place
    union all
    select
        *,
        2 as source_rank
    from heading_place
    union all
    select
        *,
        3 as source_rank
    from section_place
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
