with shape as (
    select * from {{ ref('int_text__line_shape') }}
),

table_line as (
    select * from {{ ref('int_text__table_line') }}
),

document_shape as (
    select * from {{ ref('int_text__document_shape') }}
),

outside_table as (
    select
        shape.*,
        document_shape.document_form,
        -- A running title without its page number.
        case
            when shape.is_short
                then {{ regexp_replace_all(
                    regexp_replace_all('shape.trimmed_text', "'^[0-9]{1,4}[ .．·•|–-]*'", "''"),
                    "'[ .．·•|–-]*[0-9]{1,4}$'",
                    "''"
                ) }}
        end as running_title
    from shape
    inner join document_shape
        on shape.document_key = document_shape.document_key
    left join table_line
        on
            shape.document_key = table_line.document_key
            and shape.line_number = table_line.line_number
    where table_line.line_number is null
),

counted as (
    select
        *,
        count(*) over (partition by document_key, running_title) as running_title_count,
        count(*) over (partition by document_key, trimmed_text) as same_line_count
    from outside_table
),

marked as (
    select
        *,
        is_rule
        or is_contents_entry
        or (has_contents_cue and not has_section_title_cue)
        or is_page_number
        or (
            is_page_head
            and (
                not {{ regexp_like('trimmed_text', "'^[0-9]{2}[^0-9]'") }}
                or contains(line_words, ' yearbook ')
                or running_title_count >= 2
            )
        )
        or (
            length(running_title) >= 12
            and running_title <> trimmed_text
            and mark_level is null
            and running_title_count >= 3
            and same_line_count = 1
            and not ends_sentence
            and not has_source_cue
        ) as is_furniture_mark,
        is_contents_entry or has_contents_cue as is_contents_mark
    from counted
),

-- Short lines in a row, prose and headings between the rows.
rowed as (
    select
        *,
        sum(
            case
                when
                    is_furniture_mark
                    or (
                        is_short
                        and not ends_sentence
                        and not begins_bracket_heading
                        and not begins_lower
                        and not has_section_title_cue
                        and not has_source_cue
                        and not is_parenthesis
                    )
                    then 0
                else 1
            end
        ) over (partition by document_key order by text_index) as row_number_in_document
    from marked
),

bounded as (
    select
        *,
        min(case when is_furniture_mark and not is_rule then text_index end) over (
            partition by document_key, row_number_in_document
        ) as first_mark_index,
        max(case when is_furniture_mark and not is_rule then text_index end) over (
            partition by document_key, row_number_in_document
        ) as last_mark_index
    from rowed
),

-- What stands between two pieces of furniture, with no prose between them, is furniture too.
final as (
    select
        document_key,
        line_number,
        case
            when is_contents_mark then 'contents'
            when is_rule then 'rule'
            when is_furniture_mark then 'page_head'
            else 'enclosed'
        end as furniture_type
    from bounded
    where
        is_furniture_mark
        or (
            text_index > first_mark_index
            and text_index < last_mark_index
            and is_short
            and not ends_sentence
            and not begins_bracket_heading
            and not begins_lower
            and not has_section_title_cue
            and not has_source_cue
            and not is_parenthesis
            and last_mark_index - first_mark_index <= 200
        )
)

select * from final
