with shape as (
    select * from {{ ref('int_text__line_shape') }}
),

document as (
    select * from {{ ref('stg_raw__document') }}
),

line_count as (
    select
        document_key,
        count(*) as text_line_count,
        count(*) filter (where begins_bracket_heading) as bracket_heading_count,
        count(*) filter (
            where has_section_title_cue and is_title_case and not ends_sentence
        ) as cued_title_count,
        count(*) filter (where has_source_cue and is_short and has_year) as source_line_count,
        count(*) filter (where text_length between 40 and 130) as wrapped_line_count,
        count(*) filter (where text_length > 130) as long_line_count,
        percentile_disc(0.9) within group (order by text_length) as long_line_length
    from shape
    group by document_key
),

-- Text of a fixed width: hardly any line is longer than 130 characters and most are about as long.
final as (
    select
        document.document_key,
        coalesce(line_count.text_line_count, 0) as text_line_count,
        coalesce(line_count.bracket_heading_count, 0) as bracket_heading_count,
        coalesce(line_count.cued_title_count, 0) as cued_title_count,
        coalesce(line_count.source_line_count, 0) as source_line_count,
        coalesce(
            line_count.text_line_count >= 8
            and line_count.long_line_count <= 0.02 * line_count.text_line_count
            and line_count.wrapped_line_count >= 0.5 * line_count.text_line_count,
            false
        ) as is_hard_wrapped,
        coalesce(line_count.long_line_length, 0) as wrap_width,
        case
            when line_count.source_line_count >= 2 and line_count.bracket_heading_count < 2
                then 'briefing'
            when line_count.bracket_heading_count >= 2 or line_count.cued_title_count >= 2
                then 'yearbook'
            else 'other'
        end as document_form
    from document
    left join line_count
        on document.document_key = line_count.document_key
)

select * from final
