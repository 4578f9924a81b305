with line_span as (
    select * from {{ ref('int_text__line_span') }}
),

line_role as (
    select * from {{ ref('int_text__line_role') }}
),

line_shape as (
    select * from {{ ref('int_text__line_shape') }}
),

document_shape as (
    select * from {{ ref('int_text__document_shape') }}
),

span as (
    select
        line_span.document_key,
        line_span.line_number,
        line_span.span_index,
        case
            when line_span.span_type in ('artefact', 'page_furniture') then 'furniture'
            when line_span.span_type in ('document_title', 'section_title') then 'title'
            else line_span.span_type
        end as paragraph_type,
        line_span.span_start,
        line_span.span_end,
        line_span.span_text,
        line_role.is_continuation,
        line_shape.ends_sentence or line_shape.ends_colon as ends_sentence,
        line_shape.ends_open,
        line_shape.begins_lower,
        line_shape.is_bullet,
        line_shape.mark_level,
        line_shape.has_blank_before,
        document_shape.is_hard_wrapped,
        document_shape.wrap_width,
        line_shape.text_start as indent,
        length({{ regexp_first('line_span.span_text', "'^[^ ]+'") }}) as first_word_length
    from line_span
    inner join line_role
        on
            line_span.document_key = line_role.document_key
            and line_span.line_number = line_role.line_number
    inner join line_shape
        on
            line_span.document_key = line_shape.document_key
            and line_span.line_number = line_shape.line_number
    inner join document_shape
        on line_span.document_key = document_shape.document_key
),

-- Furniture is looked past: a page break may stand in the middle of a sentence.
sequenced as (
    select
        *,
        lag(paragraph_type) over span_order as previous_type,
        lag(line_number) over span_order as previous_line_number,
        lag(ends_sentence) over span_order as previous_ends_sentence,
        lag(ends_open) over span_order as previous_ends_open,
        lag(span_end) over span_order as previous_span_end,
        lag(indent) over span_order as previous_indent
    from span
    window span_order as (
        partition by document_key, paragraph_type = 'furniture' order by line_number, span_index
    )
),

judged as (
    select
        *,
        case
            when paragraph_type = 'furniture' then false
            when paragraph_type <> 'body' then is_continuation and previous_type = paragraph_type
            when coalesce(previous_type, '') <> 'body' then false
            when line_number = previous_line_number then false
            when is_bullet then false
            when not previous_ends_sentence and (begins_lower or previous_ends_open) then true
            -- In text of a fixed width a line goes on where the next word had no room.
            when is_hard_wrapped and not has_blank_before and mark_level is null
                then
                    not previous_ends_sentence
                    or (
                        previous_span_end + 1 + first_word_length > wrap_width
                        and indent <= previous_indent
                    )
            else false
        end as joins_previous
    from sequenced
),

gathered as (
    select
        *,
        sum(case when joins_previous then 0 else 1 end) over (
            partition by document_key, paragraph_type = 'furniture'
            order by line_number, span_index
        ) as gathered_number
    from judged
),

-- Lines that go on for ever are no paragraph: a new one begins where it would be too long.
measured as (
    select
        *,
        floor(
            (
                sum(length(span_text)) over (
                    partition by document_key, paragraph_type = 'furniture', gathered_number
                    order by line_number, span_index
                ) - length(span_text)
            ) / {{ longest_paragraph() }}
        ) as stretch_number
    from gathered
),

numbered as (
    select
        *,
        dense_rank() over (
            partition by document_key, paragraph_type = 'furniture'
            order by gathered_number, stretch_number
        ) as paragraph_number
    from measured
),

-- Between joined pieces stands one blank, but not within a word or within Chinese.
spaced as (
    select
        *,
        row_number() over (
            partition by document_key, paragraph_type = 'furniture', paragraph_number
            order by line_number, span_index
        ) > 1
        and not (
            {{ regexp_like('span_text', "'^[一-龥]'") }}
            or {{ regexp_like(
                "right(lag(span_text) over (partition by document_key, paragraph_type = 'furniture' order by line_number, span_index), 2)",
                "'[A-Za-z]-$'"
            ) }}
        ) as has_blank_between,
        min(line_number) over paragraph as first_line_number,
        first_value(span_start) over (
            partition by document_key, paragraph_type = 'furniture', paragraph_number
            order by line_number, span_index
        ) as first_span_start
    from numbered
    window paragraph as (partition by document_key, paragraph_type = 'furniture', paragraph_number)
),

final as (
    select
        document_key,
        {{ row_key(['document_key', "'paragraph'", 'first_line_number', 'first_span_start']) }}
            as paragraph_key,
        paragraph_type,
        first_line_number,
        first_span_start,
        line_number,
        span_index,
        span_start,
        span_end,
        case when has_blank_between then concat(' ', span_text) else span_text end as piece_text,
        cast(
            sum(length(span_text) + case when has_blank_between then 1 else 0 end) over (
                partition by document_key, paragraph_type = 'furniture', paragraph_number
                order by line_number, span_index
            ) - length(span_text)
            as integer
        ) as paragraph_start
    from spaced
)

select * from final
