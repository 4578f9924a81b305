-- One row per place named in a sentence, as extracted: what is written, not yet which place it
-- is.
with ranked_name as (
    select * from {{ ref('int_place__ranked_name') }}
),

candidate as (
    select * from {{ ref('int_place__candidate') }}
),

misprint as (
    select * from {{ ref('int_place__misprint') }}
),

people_word as (
    select * from {{ ref('place_people_word') }}
),

reference_word as (
    select * from {{ ref('place_reference_word') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

named as (
    select name_key from candidate
    union
    select name_key from misprint
),

accepted as (
    select
        ranked_name.*,
        named.name_key is not null as is_named_in_gazetteer
    from ranked_name
    left join named on ranked_name.name_key = named.name_key
    left join people_word on ranked_name.name_letters = people_word.people_word
    left join reference_word on ranked_name.name_letters = reference_word.word
    where
        named.name_key is not null
        -- A county that the gazetteer does not know is kept; "Both counties" is none.
        or (
            ranked_name.type_level = 'county'
            and reference_word.word is null
            and (not ranked_name.is_type_plural or ranked_name.list_size > 1)
            and ranked_name.type_source in ('after', 'list', 'others')
            and people_word.people_word is null
            and ranked_name.name_rank = 1
            and length(ranked_name.name_letters) > 1
        )
),

final as (
    select
        accepted.name_key,
        accepted.document_key,
        accepted.section_key,
        accepted.passage_key,
        accepted.paragraph_key,
        accepted.paragraph_type,
        accepted.sentence_key,
        accepted.sentence_index,
        accepted.chain_number,
        accepted.list_number,
        accepted.full_index_first as token_index_first,
        accepted.full_index_last as token_index_last,
        accepted.name_start as mention_start,
        accepted.full_end as mention_end,
        substr(
            sentence.sentence_text,
            accepted.name_start + 1,
            accepted.full_end - accepted.name_start
        ) as mentioned_as,
        substr(
            sentence.sentence_text,
            accepted.name_start + 1,
            accepted.name_end - accepted.name_start
        ) as name_as_written,
        accepted.name_letters,
        accepted.type_word,
        accepted.type_level,
        accepted.type_source,
        accepted.gap_class,
        accepted.gap_class_before,
        accepted.head_class,
        accepted.norm_before,
        accepted.is_named_in_gazetteer
    from accepted
    inner join sentence on accepted.sentence_key = sentence.sentence_key
)

select * from final
