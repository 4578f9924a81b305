-- One row per stretch of a sentence that says where something is, and place that it stands for:
-- a group of names, a reference to places named before, a village whose county is known.
with place_group as (
    select * from {{ ref('int_place__group') }}
),

reference_resolved as (
    select * from {{ ref('int_place__reference_resolved') }}
),

ranked_name as (
    select * from {{ ref('int_place__ranked_name') }}
),

locality as (
    select * from {{ ref('int_place__locality') }}
),

term_mention as (
    select * from {{ ref('int_lexicon__term_mention') }}
    where term_class in ('the_former', 'the_latter')
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

county_mention as (
    select
        document_key,
        county_key,
        min_by(mentioned_as, sentence_index * 10000 + token_index_first) as mentioned_as
    from {{ ref('int_place__mention_resolved') }}
    where county_key is not null
    group by document_key, county_key
),

named as (
    select
        group_key as evidence_key,
        'name' as evidence_type,
        document_key,
        passage_key,
        paragraph_key,
        sentence_key,
        sentence_index,
        group_index_first as token_index_first,
        group_index_last as token_index_last,
        county_key,
        province_code,
        mentioned_as,
        coalesce(head_class, '') = 'authority' and county_key is null as is_authority
    from place_group
    -- A region or a foreign country says where, though it is no county and no province.
    where
        county_key is not null
        or province_code is not null
        or place_level in ('region', 'country')
),

referred as (
    select
        reference_key as evidence_key,
        'reference' as evidence_type,
        document_key,
        passage_key,
        paragraph_key,
        sentence_key,
        sentence_index,
        token_index_first,
        token_index_last,
        county_key,
        province_code,
        mentioned_as,
        false as is_authority
    from reference_resolved
),

-- "The former" and "the latter": the last two different counties named before.
named_before as (
    select
        term_mention.sentence_key,
        term_mention.token_index_last,
        term_mention.term_class,
        sentence.sentence_index,
        place_group.document_key,
        place_group.passage_key,
        place_group.paragraph_key,
        place_group.county_key,
        place_group.province_code,
        max(place_group.mentioned_as) as mentioned_as,
        max(place_group.sentence_index * 10000 + place_group.token_index_first) as named_position
    from term_mention
    inner join sentence on term_mention.sentence_key = sentence.sentence_key
    inner join place_group
        on
            sentence.paragraph_key = place_group.paragraph_key
            and sentence.sentence_index - place_group.sentence_index between 0 and 3
            and sentence.sentence_index * 10000 + term_mention.token_index_last
            > place_group.sentence_index * 10000 + place_group.token_index_first
    where place_group.county_key is not null
    group by all
),

ordered as (
    select
        *,
        row_number() over (
            partition by sentence_key, token_index_last order by named_position desc
        ) as nearness,
        count(*) over (partition by sentence_key, token_index_last) as county_count
    from named_before
),

paired as (
    select
        {{ row_key(['sentence_key', 'token_index_last', "'pair'"]) }} as evidence_key,
        'reference' as evidence_type,
        document_key,
        passage_key,
        paragraph_key,
        sentence_key,
        sentence_index,
        token_index_last as token_index_first,
        token_index_last,
        county_key,
        province_code,
        mentioned_as,
        false as is_authority
    from ordered
    where county_count >= 2 and nearness = case term_class when 'the_latter' then 1 else 2 end
),

local_place as (
    select
        {{ row_key(['ranked_name.name_key', "'locality'"]) }} as evidence_key,
        'locality' as evidence_type,
        ranked_name.document_key,
        locality.passage_key,
        ranked_name.paragraph_key,
        ranked_name.sentence_key,
        ranked_name.sentence_index,
        ranked_name.full_index_first as token_index_first,
        ranked_name.full_index_last as token_index_last,
        locality.county_key,
        locality.province_code,
        county_mention.mentioned_as,
        false as is_authority
    from ranked_name
    inner join locality
        on
            ranked_name.passage_key = locality.passage_key
            and ranked_name.name_letters = locality.name_letters
    left join county_mention
        on
            ranked_name.document_key = county_mention.document_key
            and locality.county_key = county_mention.county_key
    left join place_group on ranked_name.name_key = place_group.name_key
    where
        place_group.name_key is null
        and coalesce(ranked_name.type_level, '') not in ('county', 'province')
),

-- A sign found twice counts once.
final as (
    select * from named
    union
    select * from referred
    union
    select * from paired
    union
    select * from local_place
)

select * from final
