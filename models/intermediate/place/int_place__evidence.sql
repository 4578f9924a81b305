-- One row per stretch of a sentence that says where something is, and place that it stands for:
-- a group of names, a reference to places named before, a village whose county is known.
with place_group as (
    select * from {{ ref('int_place__group') }}
),

reference_resolved as (
    select * from {{ ref('int_place__reference_resolved') }}
),

pair_reference as (
    select * from {{ ref('int_place__pair_reference') }}
),

ranked_name as (
    select * from {{ ref('int_place__ranked_name') }}
),

locality as (
    select * from {{ ref('int_place__locality') }}
),

county_mention as (
    select
        county_key,
        min(mentioned_as) as mentioned_as
    from {{ ref('int_place__mention_resolved') }}
    where county_key is not null
    group by county_key
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

paired as (
    select
        reference_key as evidence_key,
        'reference' as evidence_type,
        document_key,
        passage_key,
        paragraph_key,
        sentence_key,
        sentence_index,
        token_index as token_index_first,
        token_index as token_index_last,
        county_key,
        province_code,
        mentioned_as,
        false as is_authority
    from pair_reference
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
    left join county_mention on locality.county_key = county_mention.county_key
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
