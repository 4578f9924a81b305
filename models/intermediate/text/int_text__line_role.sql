with line as (
    select * from {{ ref('int_text__line') }}
),

shape as (
    select * from {{ ref('int_text__line_shape') }}
),

document_shape as (
    select * from {{ ref('int_text__document_shape') }}
),

table_line as (
    select * from {{ ref('int_text__table_line') }}
),

furniture_line as (
    select * from {{ ref('int_text__furniture_line') }}
),

known as (
    select
        shape.*,
        document_shape.document_form,
        document_shape.is_hard_wrapped,
        document_shape.wrap_width,
        document_shape.bracket_heading_count,
        document_shape.text_line_count,
        table_line.table_part,
        table_line.is_continuation as continues_table_part,
        lead(shape.closes_parenthesis) over line_order as next_closes_parenthesis,
        lag(shape.opens_parenthesis) over line_order as previous_opens_parenthesis,
        lead(shape.has_blank_before) over line_order as has_blank_after,
        lead(shape.is_rule) over line_order as next_is_rule,
        lag(shape.ends_sentence) over line_order as previous_ends_sentence,
        shape.is_table_row
        and (
            coalesce(lag(shape.is_table_row) over line_order, false)
            or coalesce(lead(shape.is_table_row) over line_order, false)
        ) as is_row_of_table,
        lead(shape.begins_lower) over line_order as next_begins_lower,
        case
            when table_line.table_part = 'title' then 'table_title'
            when table_line.table_part is not null then 'table_cell'
            when
                shape.has_source_cue
                and shape.is_short
                and (
                    (
                        {{ regexp_like(
                            'shape.trimmed_text', "'^[(（\\[【*_]*[^\\s:：]+(?: [^\\s:：]+)? *[:：]'"
                        ) }}
                        and not (shape.ends_sentence and shape.text_length > 120)
                    )
                    or (shape.has_year and not shape.ends_sentence)
                    or (shape.has_year and shape.is_parenthesis)
                )
                then 'source_line'
            when
                furniture_line.line_number is not null
                or (shape.has_site_cue and shape.is_short and not shape.ends_sentence)
                or shape.is_navigation
                then 'page_furniture'
            when shape.begins_bracket_heading or shape.begins_bold_heading then 'heading'
        end as fixed_role
    from shape
    inner join document_shape
        on shape.document_key = document_shape.document_key
    left join table_line
        on
            shape.document_key = table_line.document_key
            and shape.line_number = table_line.line_number
    left join furniture_line
        on
            shape.document_key = furniture_line.document_key
            and shape.line_number = furniture_line.line_number
    window line_order as (partition by shape.document_key order by shape.text_index)
),

-- Names in parentheses below a section, on one line or two.
named as (
    select
        *,
        case
            when fixed_role is not null then fixed_role
            when is_row_of_table then 'table_cell'
            when
                is_parenthesis
                and text_length <= 200
                and text_index > 1
                and not ends_sentence
                and (
                    contains(trimmed_text, ',')
                    or contains(trimmed_text, '，')
                    or has_contributor_cue
                    or (bracket_heading_count >= 2 and is_title_case and word_count <= 8)
                )
                and not {{ regexp_like('trimmed_text', "'[0-9]'") }}
                then 'contributor'
            when
                opens_parenthesis
                and coalesce(next_closes_parenthesis, false)
                and not ends_sentence
                and mark_level is null
                then 'contributor'
            when
                closes_parenthesis
                and coalesce(previous_opens_parenthesis, false)
                and mark_level is null
                then 'contributor'
        end as named_role
    from known
),

-- The web page's own lines at the end: from the first such line on, nothing but short lines.
tail_line as (
    select
        *,
        max(
            case
                when
                    not is_short
                    or named_role in ('heading', 'contributor', 'source_line', 'table_cell')
                    or (ends_sentence and not is_chinese and not has_footer_cue)
                    then text_index
                else 0
            end
        ) over (partition by document_key) as last_prose_index
    from named
),

footed as (
    select
        *,
        case
            when
                named_role is null
                and text_index > last_prose_index
                and last_prose_index > 0
                and min(case when has_footer_cue or is_chinese then text_index end) over (
                    partition by document_key, text_index > last_prose_index
                ) <= text_index
                then 'footer'
            else named_role
        end as footed_role
    from tail_line
),

-- What could be a title or a heading by its looks.
looked as (
    select
        *,
        footed_role is null
        and not is_bullet
        and not ends_sentence
        and not is_list_line
        -- "The Bank has helped X County since 2002. In 2013:" is text that a list goes on.
        and not (ends_colon and text_length > 90)
        and not has_inner_stop
        and not has_inner_source
        and (not is_parenthesis or text_index <= 5)
        -- Unless it looks like a title all over, a line that the next one carries on is text.
        and (
            is_title_case
            or is_upper
            or mark_level is not null
            or not coalesce(next_begins_lower and not has_blank_after, false)
        )
        and (word_count >= 1 or is_chinese)
        and is_short
        and case
            when is_hard_wrapped
                then
                    text_length <= 0.85 * wrap_width
                    and not begins_lower
                    and (has_blank_before or coalesce(previous_ends_sentence, true))
                    and (
                        mark_level is not null
                        or coalesce(has_blank_after, true)
                        or (is_title_case and is_brief)
                    )
                    and (mark_level is not null or is_title_case or is_upper or is_brief)
            else
                is_title_case
                or is_upper
                or is_chinese
                or (mark_level is not null and text_length <= 160)
                or (is_brief and not begins_lower)
        end as is_title_like
    from footed
),

-- Title lines that follow one another without a blank line are one title; "Poverty
-- Alleviation by …" always begins one.
linked as (
    select
        *,
        is_title_like
        and coalesce(lag(is_title_like) over line_order, false)
        and not has_blank_before
        and not has_section_title_cue
        and mark_level is null
        and not coalesce(lag(ends_colon) over line_order, false)
        and not has_issue_cue
        and (
            begins_lower
            or coalesce(lag(ends_open) over line_order, false)
            or (bracket_heading_count >= 2 and (is_title_case or is_upper))
        ) as continues_title
    from looked
    window line_order as (partition by document_key order by text_index)
),

grouped as (
    select
        *,
        sum(case when continues_title then 0 else 1 end) over (
            partition by document_key order by text_index
        ) as title_number
    from linked
),

followed as (
    select
        *,
        last_value(next_role) over title_lines as role_after_title,
        first_value(has_section_title_cue) over title_lines as title_has_cue,
        first_value(is_title_case or is_upper) over title_lines as title_is_capitalised,
        first_value(mark_level) over title_lines as title_mark_level
    from (
        select
            *,
            lead(footed_role) over (partition by document_key order by text_index)
                as next_role
        from grouped
    ) as with_next
    window title_lines as (
        partition by document_key, title_number
        order by text_index
        rows between unbounded preceding and unbounded following
    )
),

titled as (
    select
        *,
        case
            when footed_role is not null then footed_role
            when not is_title_like then 'paragraph'
            when title_has_cue and title_is_capitalised and document_form <> 'briefing'
                then 'section_title'
            when
                document_form = 'yearbook'
                and bracket_heading_count >= 2
                and title_is_capitalised
                and role_after_title = 'heading'
                then 'section_title'
            else 'title_like'
        end as titled_role
    from followed
),

-- Before the first text or section a document names itself.
opened as (
    select
        *,
        lead(titled_role) over (partition by document_key order by text_index) as next_kind,
        min(
            case when titled_role not in ('title_like', 'page_furniture') then text_index end
        ) over (partition by document_key) as first_text_index,
        min(
            case
                when
                    titled_role = 'title_like'
                    and (title_mark_level is null or left(trimmed_text, 1) = '#')
                    and not is_chinese
                    and not has_issue_cue
                    and not ends_colon
                    then title_number
            end
        ) over (partition by document_key) as first_title_number
    from titled
),

assigned as (
    select
        document_key,
        line_number,
        mark_level,
        case
            when titled_role <> 'title_like' then titled_role
            when
                title_number = first_title_number
                and text_index < coalesce(first_text_index, text_index + 1)
                and text_index <= 8
                then 'document_title'
            when
                text_index < coalesce(first_text_index, text_index + 1)
                and text_index <= 12
                and not ends_colon
                and title_mark_level is null
                and (
                    is_chinese
                    or has_issue_cue
                    or title_number < first_title_number
                    or has_year
                    or next_kind = 'title_like'
                    or next_kind = 'page_furniture'
                )
                and not (document_form = 'briefing' and has_group_heading_cue)
                then 'document_header'
            when ends_colon then 'group_heading'
            when document_form = 'briefing' and has_group_heading_cue then 'group_heading'
            else 'heading'
        end as line_role,
        case
            when titled_role in ('table_title', 'table_cell') then continues_table_part
            when titled_role = 'contributor'
                then closes_parenthesis and coalesce(previous_opens_parenthesis, false)
            when is_title_like then continues_title
            else false
        end as is_continuation
    from opened
),

final as (
    select
        line.document_key,
        line.line_number,
        assigned.mark_level,
        case when line.is_blank then 'blank' else assigned.line_role end as line_role,
        coalesce(assigned.is_continuation, false) as is_continuation
    from line
    left join assigned
        on
            line.document_key = assigned.document_key
            and line.line_number = assigned.line_number
)

select * from final
