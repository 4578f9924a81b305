-- Headings under which a passage is told in short before its details: an overview, a summary, what
-- was invested in all.
with heading as (
    select * from {{ ref('int_text__heading') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
    where paragraph_type = 'heading'
),

overview_term as (
    select distinct sentence_key from {{ ref('int_lexicon__term_mention') }}
    where term_class = 'overview'
),

final as (
    select distinct heading.heading_key
    from heading
    inner join sentence on heading.paragraph_key = sentence.paragraph_key
    inner join overview_term on sentence.sentence_key = overview_term.sentence_key
)

select * from final
