with table_line as (
    select * from {{ ref('int_text__table_line') }}
),

line as (
    select * from {{ ref('int_text__line') }}
),

cell as (
    select * from {{ ref('int_text__table_cell') }}
),

table_word as (
    select * from {{ ref('text_table_word') }}
),

labelled as (
    select
        table_line.document_key,
        table_line.table_number,
        table_line.line_number,
        {{ single_spaced('line.trimmed_text') }} as label_part,
        sum(case when table_line.is_continuation then 0 else 1 end) over (
            partition by table_line.document_key, table_line.table_number
            order by table_line.line_number
        ) as row_index
    from table_line
    inner join line
        on
            table_line.document_key = line.document_key
            and table_line.line_number = line.line_number
    where table_line.table_part = 'label'
),

label as (
    select
        document_key,
        table_number,
        cast(row_index as integer) as row_index,
        trim({{ join_texts("concat(' ', label_part)", 'line_number') }}) as row_label
    from labelled
    group by document_key, table_number, row_index
),

filled as (
    select
        document_key,
        table_number,
        row_index,
        count(*) as cell_count,
        count(qualifier_text) as qualified_cell_count
    from cell
    group by document_key, table_number, row_index
),

-- "Poor people (ten thousand)": the words in the last parentheses may be a unit.
parted as (
    select
        label.*,
        coalesce(filled.cell_count, 0) as cell_count,
        coalesce(filled.qualified_cell_count, 0) as qualified_cell_count,
        {{ regexp_first('label.row_label', "'[(（]([^()（）]*)[)）]$'", 1) }} as last_parenthesis
    from label
    left join filled
        on
            label.document_key = filled.document_key
            and label.table_number = filled.table_number
            and label.row_index = filled.row_index
),

worded as (
    select
        *,
        concat(' ', lower(replace(replace(last_parenthesis, '-', ' '), '/', ' ')), ' ') as unit_words,
        concat(' ', lower(row_label), ' ') as label_words
    from parted
),

unit_row as (
    select distinct
        worded.document_key,
        worded.table_number,
        worded.row_index
    from worded
    inner join table_word
        on
            table_word.word_class = 'unit'
            and contains(worded.unit_words, concat(' ', table_word.table_word, ' '))
),

derived_row as (
    select distinct
        worded.document_key,
        worded.table_number,
        worded.row_index
    from worded
    inner join table_word
        on
            table_word.word_class = 'derived'
            and starts_with(worded.label_words, concat(' ', table_word.table_word, ' '))
),

-- A label names an indicator if it states a unit, heads further labels, or begins like one.
judged as (
    select
        worded.document_key,
        worded.table_number,
        worded.row_index,
        worded.row_label,
        case when unit_row.row_index is not null then worded.last_parenthesis end as row_unit,
        unit_row.row_index is not null or worded.cell_count = 0 as is_head,
        derived_row.row_index is not null or worded.qualified_cell_count > 0 as is_derived,
        case
            when unit_row.row_index is not null
                then trim({{ regexp_replace_all('worded.row_label', "'[ ]*[(（][^()（）]*[)）]$'", "''") }})
            else worded.row_label
        end as row_name
    from worded
    left join unit_row
        on
            worded.document_key = unit_row.document_key
            and worded.table_number = unit_row.table_number
            and worded.row_index = unit_row.row_index
    left join derived_row
        on
            worded.document_key = derived_row.document_key
            and worded.table_number = derived_row.table_number
            and worded.row_index = derived_row.row_index
),

headed as (
    select
        *,
        last_value(case when is_head then row_name end ignore nulls) over earlier_rows as head_name,
        last_value(case when is_head then coalesce(row_unit, '') end ignore nulls) over earlier_rows
            as head_unit
    from judged
    window earlier_rows as (
        partition by document_key, table_number
        order by row_index
        rows between unbounded preceding and current row
    )
),

final as (
    select
        {{ row_key(['document_key', "'table row'", 'table_number', 'row_index']) }} as row_key,
        document_key,
        table_number,
        row_index,
        row_label,
        case
            when is_head then row_name
            when is_derived then concat_ws(': ', head_name, row_name)
            else coalesce(head_name, row_name)
        end as indicator_name,
        case when is_head then row_unit else nullif(head_unit, '') end as unit,
        case when not is_head and not is_derived and head_name is not null then row_name end
            as region_name,
        is_derived
    from headed
)

select * from final
