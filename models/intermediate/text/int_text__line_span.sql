with line as (
    select * from {{ ref('int_text__line') }}
),

line_role as (
    select * from {{ ref('int_text__line_role') }}
),

line_shape as (
    select * from {{ ref('int_text__line_shape') }}
),

text_line as (
    select
        line.document_key,
        line.line_number,
        line.trimmed_text,
        line.text_start,
        line.text_length,
        line_role.line_role,
        line_shape.has_inner_source
    from line
    inner join line_role
        on
            line.document_key = line_role.document_key
            and line.line_number = line_role.line_number
    inner join line_shape
        on
            line.document_key = line_shape.document_key
            and line.line_number = line_shape.line_number
),

-- What a word processor left at the beginning: "[bookmark: _GoBack]".
freed as (
    select
        *,
        case
            when left(trimmed_text, 1) = '['
                then length({{ regexp_first(
                    'trimmed_text', "'^(?:\\[(?:bookmark|image|endif|if)[^\\]]*\\][\\s]*)+'"
                ) }})
            else 0
        end as artefact_length
    from text_line
),

headed as (
    select
        *,
        case
            when line_role = 'heading'
                then length({{ regexp_first(
                    'substr(trimmed_text, artefact_length + 1)', run_in_heading_pattern()
                ) }})
            else 0
        end as bracket_length
    from freed
),

-- "… (Source: Xinhua, June 3, 2018)" behind the text on the same line.
sourced as (
    select
        *,
        case
            when has_inner_source and line_role in ('paragraph', 'heading')
                then length({{ regexp_first(
                    'right(trimmed_text, 200)', closing_label_pattern()
                ) }})
            else 0
        end as source_length
    from headed
),

piece as (
    select
        document_key,
        line_number,
        'artefact' as span_type,
        1 as span_index,
        text_start as piece_start,
        substr(trimmed_text, 1, artefact_length) as piece_text
    from sourced
    where artefact_length > 0

    union all

    select
        document_key,
        line_number,
        'heading' as span_type,
        2 as span_index,
        text_start + artefact_length as piece_start,
        substr(trimmed_text, artefact_length + 1, bracket_length) as piece_text
    from sourced
    where bracket_length > 0

    union all

    select
        document_key,
        line_number,
        case
            when line_role = 'paragraph' or bracket_length > 0 then 'body'
            else line_role
        end as span_type,
        3 as span_index,
        text_start + artefact_length + bracket_length as piece_start,
        substr(
            trimmed_text,
            artefact_length + bracket_length + 1,
            text_length - artefact_length - bracket_length - source_length
        ) as piece_text
    from sourced

    union all

    select
        document_key,
        line_number,
        'source_line' as span_type,
        4 as span_index,
        text_start + text_length - source_length as piece_start,
        right(trimmed_text, source_length) as piece_text
    from sourced
    where source_length > 0
),

trimmed as (
    select
        document_key,
        line_number,
        span_type,
        span_index,
        piece_start + length(piece_text) - length({{ trim_start('piece_text') }}) as span_start,
        {{ trim_end(trim_start('piece_text')) }} as span_text
    from piece
),

final as (
    select
        document_key,
        line_number,
        span_index,
        span_type,
        cast(span_start as integer) as span_start,
        cast(span_start + length(span_text) as integer) as span_end,
        span_text
    from trimmed
    where span_text <> ''
)

select * from final
