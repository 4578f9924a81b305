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

measured as (
    select
        document_key,
        line_number,
        case
            when line_role = 'paragraph' or bracket_length > 0 then 'body'
            else line_role
        end as span_type,
        text_start + artefact_length + bracket_length as body_start,
        text_length - artefact_length - bracket_length - source_length as body_length,
        substr(
            trimmed_text,
            artefact_length + bracket_length + 1,
            text_length - artefact_length - bracket_length - source_length
        ) as body_text
    from sourced
),

-- What stands together is compared with each other: a line longer than any paragraph is cut behind
-- the last stop of each stretch, else at a blank, else through a word.
stretched as (
    select
        document_key,
        line_number,
        span_type,
        body_start,
        body_length,
        {{ whole_numbers(
            '0',
            'cast(floor(greatest(body_length - 1, 0) / ' ~ longest_paragraph() ~ ') as integer)'
        ) }} as stretch_number,
        body_text
    from measured
),

cut as (
    select
        document_key,
        line_number,
        span_type,
        body_start,
        body_length,
        stretch_number,
        stretch_text,
        case
            when (stretch_number + 1) * {{ longest_paragraph() }} >= body_length
                then length(stretch_text)
            else coalesce(
                nullif(length({{ regexp_first(
                    'stretch_text', "'^[\\s\\S]*[.!?。！？]\\s'"
                ) }}), 0),
                nullif(length({{ regexp_first('stretch_text', "'^[\\s\\S]*\\s'") }}), 0),
                length(stretch_text)
            )
        end as cut_length
    from (
        select
            *,
            substr(
                body_text,
                stretch_number * {{ longest_paragraph() }} + 1,
                {{ longest_paragraph() }}
            ) as stretch_text
        from stretched
    ) as stretch
),

body_piece as (
    select
        document_key,
        line_number,
        span_type,
        3 + stretch_number as span_index,
        body_start + stretch_number * {{ longest_paragraph() }}
        - length(coalesce(rest_before, '')) as piece_start,
        concat(coalesce(rest_before, ''), left(stretch_text, cut_length)) as piece_text
    from (
        select
            *,
            lag(substr(stretch_text, cut_length + 1)) over (
                partition by document_key, line_number order by stretch_number
            ) as rest_before
        from cut
    ) as followed
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
        span_type,
        span_index,
        piece_start,
        piece_text
    from body_piece

    union all

    -- Behind all pieces of the text.
    select
        document_key,
        line_number,
        'source_line' as span_type,
        4 + floor(text_length / {{ longest_paragraph() }}) as span_index,
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
        cast(span_index as integer) as span_index,
        span_type,
        cast(span_start as integer) as span_start,
        cast(span_start + length(span_text) as integer) as span_end,
        span_text
    from trimmed
    where span_text <> ''
)

select * from final
