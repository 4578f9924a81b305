-- The sentences of a paragraph, put one behind the other, are the paragraph, and each begins where
-- the one before it ends. Without it the end of a text could be lost at an odd stop.
with paragraph as (
    select * from {{ ref('int_text__paragraph') }}
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
        paragraph.document_key,
        paragraph.first_line_number,
        joined.gap_count
    from paragraph
    left join joined
        on paragraph.paragraph_key = joined.paragraph_key
    where
        paragraph.paragraph_text is distinct from joined.joined_text
        or joined.gap_count is distinct from 0
)

select * from final
