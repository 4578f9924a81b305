with tile as (
    select * from {{ ref('int_text__sentence_tile') }}
),

paragraph as (
    select * from {{ ref('int_text__paragraph') }}
),

section as (
    select * from {{ ref('int_text__section') }}
),

numbered as (
    select
        *,
        1 + coalesce(sum(case when ends_sentence then 1 else 0 end) over (
            partition by paragraph_key
            order by tile_index
            rows between unbounded preceding and 1 preceding
        ), 0) as sentence_number
    from tile
),

joined as (
    select
        paragraph_key,
        sentence_number,
        min(tile_start) as sentence_start,
        max(tile_end) as sentence_end
    from numbered
    group by paragraph_key, sentence_number
),

placed as (
    select
        paragraph.document_key,
        paragraph.section_key,
        paragraph.heading_key,
        paragraph.paragraph_key,
        paragraph.paragraph_type,
        paragraph.paragraph_index,
        section.section_type,
        joined.sentence_start,
        joined.sentence_end,
        substr(
            paragraph.paragraph_text,
            joined.sentence_start + 1,
            joined.sentence_end - joined.sentence_start
        ) as sentence_text
    from joined
    inner join paragraph
        on joined.paragraph_key = paragraph.paragraph_key
    left join section
        on paragraph.section_key = section.section_key
),

final as (
    select
        {{ row_key(['paragraph_key', "'sentence'", 'sentence_start']) }} as sentence_key,
        document_key,
        section_key,
        heading_key,
        paragraph_key,
        paragraph_type,
        cast(row_number() over (
            partition by document_key order by paragraph_index, sentence_start
        ) as integer) as sentence_index,
        sentence_start,
        sentence_end,
        sentence_text,
        -- The first sentence of a briefing item sums it up.
        coalesce(
            section_type = 'briefing_item'
            and paragraph_type in ('body', 'heading')
            and row_number() over (
                partition by section_key, paragraph_type in ('body', 'heading')
                order by paragraph_index, sentence_start
            ) = 1,
            false
        ) as is_headline
    from placed
)

select * from final
