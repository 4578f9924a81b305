-- The sentences of a paragraph, put one behind the other, are the paragraph, and each begins where
-- the one before it ends. Without it the end of a text could be lost at an odd stop. Look at
-- int_text__sentence_tile.
with paragraph as (
    select * from {{ ref('int_text__paragraph') }}
),

document as (
    select * from {{ ref('stg_raw__document') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

placed as (
    select
        *,
        coalesce(lag(sentence_end) over (partition by paragraph_key order by sentence_start), 0)
            as expected_start
    from sentence
),

joined as (
    select
        paragraph_key,
        {{ join_texts('sentence_text', 'sentence_start') }} as joined_text,
        count(case when sentence_start <> expected_start then 1 end) as gap_count
    from placed
    group by paragraph_key
),

final as (
    select
        paragraph.paragraph_key,
        document.file_name as source_file,
        paragraph.first_line_number as source_line,
        joined.gap_count
    from paragraph
    left join document on paragraph.document_key = document.document_key
    left join joined
        on paragraph.paragraph_key = joined.paragraph_key
    where
        paragraph.paragraph_text is distinct from joined.joined_text
        or joined.gap_count is distinct from 0
)

select * from final
