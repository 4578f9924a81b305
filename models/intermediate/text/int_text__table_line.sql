with shape as (
    select * from {{ ref('int_text__line_shape') }}
),

document_shape as (
    select * from {{ ref('int_text__document_shape') }}
),

unit_word as (
    select table_word from {{ ref('text_table_word') }}
    where word_class = 'unit'
),

-- A cell holds a number, a dash for none, or a number with its unit: "17.3 percentage points".
worded as (
    select
        shape.*,
        shape.is_number or shape.is_empty_cell or unit_word.table_word is not null as is_value
    from shape
    left join unit_word
        on
            {{ regexp_first(
                "case when shape.text_length <= 40 then shape.trimmed_text else '' end",
                "'^[0-9][0-9,.]* ?([a-z]+)[a-z ]*$'",
                1
            ) }} = unit_word.table_word
),

candidate as (
    select
        shape.*,
        shape.is_value
        or (
            shape.text_length <= case
                when document_shape.is_hard_wrapped then 0.7 * document_shape.wrap_width else 120
            end
            and not shape.ends_sentence
            and not shape.begins_bracket_heading
            and not shape.has_section_title_cue
            and not shape.is_contents_entry
            and not shape.is_page_head
            and not shape.is_rule
            and not (shape.has_source_cue and shape.has_year)
            and not (shape.is_parenthesis and contains(shape.trimmed_text, ','))
        ) as is_candidate
    from worded as shape
    inner join document_shape
        on shape.document_key = document_shape.document_key
),

numbered as (
    select
        *,
        sum(case when is_candidate then 0 else 1 end) over (
            partition by document_key order by text_index
        ) as island_number,
        sum(case when is_value then 1 else 0 end) over (
            partition by document_key order by text_index
        ) as value_number
    from candidate
),

island as (
    select
        document_key,
        island_number,
        min(case when is_value then text_index end) as first_value_index,
        max(case when is_value then text_index end) as last_value_index,
        -- The heads of the columns: years that stand before the first other value.
        min(case when is_value and not is_year then text_index end) as first_plain_index
    from numbered
    where is_candidate
    group by document_key, island_number
    having
        count(*) filter (where is_value) >= 4
        and count(*) filter (where is_value) >= 0.25 * count(*)
),

placed as (
    select
        numbered.*,
        island.first_value_index,
        island.last_value_index,
        island.first_plain_index,
        -- "percentage points higher": words that go on from the value above them.
        max(
            case
                when
                    numbered.is_value
                    or (numbered.begins_lower and not numbered.has_blank_before)
                    then 0
                else 1
            end
        ) over (
            partition by numbered.document_key, numbered.island_number, numbered.value_number
            order by numbered.text_index
        ) = 0 as follows_value
    from numbered
    inner join island
        on
            numbered.document_key = island.document_key
            and numbered.island_number = island.island_number
    where numbered.is_candidate
),

parted as (
    select
        document_key,
        line_number,
        text_index,
        island_number as table_number,
        has_blank_before,
        begins_lower,
        trimmed_text,
        case
            when
                is_year
                and text_index < coalesce(first_plain_index, text_index + 1)
                and text_index - first_value_index < 60
                then 'column_head'
            when is_value then 'value'
            when text_index > first_value_index and follows_value then 'qualifier'
            when text_index > last_value_index then null
            when text_index > first_value_index then 'label'
            when text_index = first_value_index - 1 and word_count <= 3 then 'stub_head'
            when text_index >= first_value_index - 5 then 'title'
        end as table_part
    from placed
),

followed as (
    select
        *,
        lag(table_part) over (partition by document_key, table_number order by text_index)
            as previous_part
    from parted
),

final as (
    select
        document_key,
        line_number,
        text_index,
        table_number,
        table_part,
        -- A label or a title that goes on from the line above, and the words behind a value.
        table_part = 'qualifier'
        or (
            table_part in ('label', 'title')
            and table_part is not distinct from previous_part
            and (begins_lower or left(trimmed_text, 1) in ('(', '（') or table_part = 'title')
            and not has_blank_before
        ) as is_continuation
    from followed
    where table_part is not null
)

select * from final
