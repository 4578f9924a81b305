-- Every number of every sentence, once, with its value, its unit, its bound and its place in the
-- file.
with series as (
    select * from {{ ref('int_number__series') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

paragraph_line as (
    select * from {{ ref('int_text__paragraph_line') }}
),

bound as (
    select * from {{ ref('int_number__bound') }}
),

spanned as (
    select
        series.*,
        sentence.document_key,
        sentence.section_key,
        sentence.heading_key,
        sentence.paragraph_key,
        sentence.paragraph_type,
        sentence.sentence_text,
        first_token.token_start as mention_start,
        last_token.token_end as mention_end,
        sentence.sentence_start + first_token.token_start as paragraph_offset_start,
        sentence.sentence_start + last_token.token_end as paragraph_offset_end
    from series
    inner join sentence on series.sentence_key = sentence.sentence_key
    inner join token as first_token
        on
            series.sentence_key = first_token.sentence_key
            and series.token_index_first = first_token.token_index
    inner join token as last_token
        on
            series.sentence_key = last_token.sentence_key
            and series.unit_index_last = last_token.token_index
),

located as (
    -- A mention torn over two lines ends with the line on which it begins.
    select
        spanned.*,
        paragraph_line.line_number as source_line,
        paragraph_line.line_start
        + spanned.paragraph_offset_start - paragraph_line.paragraph_start as source_start,
        least(
            paragraph_line.line_start
            + spanned.paragraph_offset_end - paragraph_line.paragraph_start,
            paragraph_line.line_end
        ) as source_end
    from spanned
    inner join paragraph_line
        on
            spanned.paragraph_key = paragraph_line.paragraph_key
            and spanned.paragraph_offset_start >= paragraph_line.paragraph_start
            and spanned.paragraph_offset_start
            < paragraph_line.paragraph_start + paragraph_line.line_end - paragraph_line.line_start
),

final as (
    select
        {{ row_key(['located.document_key', 'located.source_line', 'located.source_start']) }}
            as mention_key,
        located.document_key,
        located.section_key,
        located.heading_key,
        located.paragraph_key,
        located.paragraph_type,
        located.sentence_key,
        cast(located.token_index_first as integer) as token_index_first,
        cast(located.unit_index_last as integer) as token_index_last,
        cast(located.phrase_index_first as integer) as phrase_index_first,
        cast(
            greatest(coalesce(bound.token_index_last, 0), located.unit_index_last) as integer
        ) as phrase_index_last,
        coalesce(bound.bound_index_first, located.phrase_index_first) as bound_index_first,
        cast(located.mention_start as integer) as mention_start,
        cast(located.mention_end as integer) as mention_end,
        substr(
            located.sentence_text,
            cast(located.mention_start as integer) + 1,
            cast(located.source_end - located.source_start as integer)
        ) as mention_text,
        cast(located.source_line as integer) as source_line,
        cast(located.source_start as integer) as source_start,
        cast(located.source_end as integer) as source_end,
        cast(located.number_value as decimal(28, 4)) as number_value,
        cast(located.number_low as decimal(28, 4)) as number_low,
        located.numeral_text,
        located.has_noun,
        located.unit_class,
        located.unit_term,
        located.is_unit_shared,
        located.scale,
        cast(located.chain_index as integer) as chain_index,
        coalesce(bound.value_bound, 'exact') as value_bound
    from located
    left join bound
        on
            located.sentence_key = bound.sentence_key
            and located.group_index = bound.group_index
)

select * from final
