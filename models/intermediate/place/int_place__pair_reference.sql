-- One row per "the former" or "the latter" and the county that it stands for: the last two
-- different counties named before it in the paragraph.
with token as (
    select * from {{ ref('int_text__token') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

place_group as (
    select * from {{ ref('int_place__group') }}
),

pair_word as (
    select
        token.sentence_key,
        token.token_index,
        token.token_norm,
        sentence.document_key,
        sentence.paragraph_key,
        sentence.sentence_index
    from token
    inner join token as article
        on
            token.sentence_key = article.sentence_key
            and token.token_index - 1 = article.token_index
            and article.token_norm = 'the'
    inner join sentence on token.sentence_key = sentence.sentence_key
    where token.token_norm in ('former', 'latter')
),

-- The last time that each county was named before.
named_before as (
    select
        pair_word.sentence_key,
        pair_word.token_index,
        pair_word.token_norm,
        pair_word.document_key,
        pair_word.paragraph_key,
        pair_word.sentence_index,
        place_group.passage_key,
        place_group.county_key,
        max_by(
            place_group.province_code, place_group.sentence_index * 10000
            + place_group.token_index_first
        ) as province_code,
        max_by(
            place_group.mentioned_as, place_group.sentence_index * 10000
            + place_group.token_index_first
        ) as mentioned_as,
        max(place_group.sentence_index * 10000 + place_group.token_index_first) as last_position
    from pair_word
    inner join place_group
        on
            pair_word.paragraph_key = place_group.paragraph_key
            and place_group.county_key is not null
            and pair_word.sentence_index - place_group.sentence_index between 0 and 3
            and pair_word.sentence_index * 10000 + pair_word.token_index
            > place_group.sentence_index * 10000 + place_group.token_index_first
    group by all
),

ordered as (
    select
        *,
        row_number() over (
            partition by sentence_key, token_index order by last_position desc
        ) as nearness,
        count(*) over (partition by sentence_key, token_index) as county_count
    from named_before
),

final as (
    select
        {{ row_key(['sentence_key', 'token_index', "'pair'"]) }} as reference_key,
        document_key,
        passage_key,
        paragraph_key,
        sentence_key,
        sentence_index,
        token_index,
        token_norm as pair_word,
        county_key,
        province_code,
        mentioned_as
    from ordered
    where
        county_count >= 2
        and nearness = case token_norm when 'latter' then 1 else 2 end
)

select * from final
