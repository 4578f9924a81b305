-- One row per county named in an agency's section and sign that the agency is to support it.
with mention as (
    select * from {{ ref('int_place__mention_resolved') }}
),

passage as (
    select * from {{ ref('int_text__passage') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

heading as (
    select * from {{ ref('int_text__heading') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

twin_cue as (
    select * from {{ ref('place_twin_cue') }}
),

reference_word as (
    select * from {{ ref('place_reference_word') }}
),

any_cue as (
    select
        token.sentence_key,
        token.token_index as token_index_first,
        {{ form_index_last('twin_cue.cue_form') }} as token_index_last,
        twin_cue.cue_class,
        twin_cue.weight
    from token
    inner join twin_cue
        on {{ form_stands_at('twin_cue.cue_form') }}
),

cue as (
    select * from any_cue
    where cue_class != 'visited'
),

county_mention as (
    select
        mention.*,
        min(mention.token_index_first) over (
            partition by mention.sentence_key, mention.chain_number
        ) as chain_index_first
    from mention
    inner join passage
        on
            mention.document_key = passage.document_key
            and mention.section_key is not distinct from passage.section_key
    where mention.place_level = 'county' and passage.passage_type != 'briefing_item'
),

-- The first two sentences of a section with an organisation of its own, below its title.
first_sentence as (
    select sentence.sentence_key
    from sentence
    inner join passage
        on
            sentence.document_key = passage.document_key
            and sentence.section_key is not distinct from passage.section_key
    where
        passage.passage_type = 'agency_section'
        and sentence.paragraph_type not in ('title', 'heading')
    qualify
        row_number() over (partition by passage.passage_key order by sentence.sentence_index) <= 2
),

aid_word as (
    select distinct sentence_key
    from {{ ref('int_lexicon__term_mention') }}
    where term_class = 'lasting_aid'
),

semicolon as (
    select
        sentence_key,
        token_index
    from token
    where token_norm = ';'
),

-- "designated to provide counterpart support for the poverty reduction in X and Y".
cue_before as (
    select
        county_mention.passage_key,
        county_mention.county_key,
        county_mention.name_key,
        county_mention.sentence_key,
        cue.cue_class as sign,
        cue.weight
    from county_mention
    inner join cue
        on
            county_mention.sentence_key = cue.sentence_key
            and county_mention.token_index_first > cue.token_index_last
            and county_mention.chain_index_first - cue.token_index_last
            <= case cue.cue_class when 'assigned' then 40 else 24 end
    left join semicolon
        on
            county_mention.sentence_key = semicolon.sentence_key
            and semicolon.token_index between cue.token_index_last
            and county_mention.chain_index_first
    where semicolon.token_index is null
),

-- "the counties covered by …" is in the sentence, the county may stand before it.
cue_beside as (
    select distinct
        county_mention.passage_key,
        county_mention.county_key,
        county_mention.name_key,
        county_mention.sentence_key,
        'in the sentence' as sign,
        1 as weight
    from county_mention
    inner join cue on county_mention.sentence_key = cue.sentence_key
),

-- A section that begins "X County is what the Bank has helped since 2002".
opened as (
    select distinct
        county_mention.passage_key,
        county_mention.county_key,
        county_mention.name_key,
        county_mention.sentence_key,
        'opens the section' as sign,
        3.5 as weight
    from county_mention
    inner join first_sentence on county_mention.sentence_key = first_sentence.sentence_key
    inner join aid_word on first_sentence.sentence_key = aid_word.sentence_key
),

under_heading as (
    select distinct
        county_mention.passage_key,
        county_mention.county_key,
        county_mention.name_key,
        county_mention.sentence_key,
        'under a heading' as sign,
        1 as weight
    from county_mention
    inner join sentence on county_mention.sentence_key = sentence.sentence_key
    inner join heading on sentence.heading_key = heading.heading_key
    where {{ regexp_like(
        'lower(heading.heading_text)',
        "'fix(ed)?.{1,3}point|twin|pair(ed|ing)|counterpart|designated'"
    ) }}
),

-- Leaders visit, and cadres are sent to, the counties that the agency supports.
visited as (
    select distinct
        under_heading.passage_key,
        under_heading.county_key,
        under_heading.name_key,
        under_heading.sentence_key,
        'visited' as sign,
        1 as weight
    from under_heading
    inner join any_cue
        on
            under_heading.sentence_key = any_cue.sentence_key
            and any_cue.cue_class = 'visited'
),

-- "in four counties, namely …".
chain_size as (
    select
        passage_key,
        sentence_key,
        chain_number,
        count(distinct county_key) as county_count
    from county_mention
    group by passage_key, sentence_key, chain_number
),

-- "the two counties" elsewhere in the section.
counted_reference as (
    select distinct
        passage.passage_key,
        reference_word.number_value
    from token
    inner join sentence on token.sentence_key = sentence.sentence_key
    inner join passage
        on
            sentence.document_key = passage.document_key
            and sentence.section_key is not distinct from passage.section_key
    inner join reference_word
        on
            reference_word.word_class = 'number'
            and {{ regexp_like(
                'token.words_ahead',
                "'^(the |these |both |all )([a-z]+ )([a-z]+ )?(counties|banners|districts) '"
            ) }}
            and reference_word.word = split_part(token.words_ahead, ' ', 2)
),

size_matched as (
    select distinct
        county_mention.passage_key,
        county_mention.county_key,
        county_mention.name_key,
        county_mention.sentence_key,
        'as many as counted' as sign,
        1 as weight
    from county_mention
    inner join chain_size
        on
            county_mention.sentence_key = chain_size.sentence_key
            and county_mention.chain_number = chain_size.chain_number
    inner join counted_reference
        on
            chain_size.passage_key = counted_reference.passage_key
            and chain_size.county_count = counted_reference.number_value
),

mention_count as (
    select
        passage_key,
        county_key,
        count(*) as mentions,
        min_by(name_key, sentence_index * 10000 + token_index_first) as name_key,
        min_by(sentence_key, sentence_index) as sentence_key
    from county_mention
    group by passage_key, county_key
),

often_named as (
    select
        passage_key,
        county_key,
        name_key,
        sentence_key,
        'often named' as sign,
        case
            when mentions >= 8 then 2.0
            when mentions >= 4 then 1.5
            when mentions >= 2 then 0.5
            else 0
        end
            as weight
    from mention_count
),

-- A sign found twice counts once.
final as (
    select * from cue_before
    union
    select * from cue_beside
    union
    select * from opened
    union
    select * from under_heading
    union
    select * from visited
    union
    select * from size_matched
    union
    select * from often_named
)

select * from final
