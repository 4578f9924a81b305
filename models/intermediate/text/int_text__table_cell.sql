with table_line as (
    select * from {{ ref('int_text__table_line') }}
),

line as (
    select * from {{ ref('int_text__line') }}
),

line_section as (
    select * from {{ ref('int_text__line_section') }}
),

-- Rows begin with their label; the values below it are its cells, from left to right.
rowed as (
    select
        table_line.document_key,
        table_line.table_number,
        table_line.line_number,
        table_line.table_part,
        line.text_start,
        line.text_end,
        {{ single_spaced('line.trimmed_text') }} as cell_text,
        sum(
            case
                when table_line.table_part = 'label' and not table_line.is_continuation then 1
                else 0
            end
        ) over table_lines as row_number_in_table,
        sum(case when table_line.table_part = 'value' then 1 else 0 end) over table_lines
            as value_number
    from table_line
    inner join line
        on
            table_line.document_key = line.document_key
            and table_line.line_number = line.line_number
    window table_lines as (
        partition by table_line.document_key, table_line.table_number
        order by table_line.line_number
    )
),

title as (
    select
        document_key,
        table_number,
        trim({{ join_texts("concat(' ', cell_text)", 'line_number') }}) as table_title
    from rowed
    where table_part = 'title'
    group by document_key, table_number
),

column_head as (
    select
        document_key,
        table_number,
        -- What is no year of the calendar heads no column of figures.
        try_cast(
            {{ regexp_first('cell_text', "'19(?:49|[5-9][0-9])|20[0-9]{2}'") }} as integer
        ) as column_year,
        row_number() over (partition by document_key, table_number order by line_number)
            as column_index,
        count(*) over (partition by document_key, table_number) as column_count
    from rowed
    where table_part = 'column_head'
),

row_label as (
    select
        document_key,
        table_number,
        row_number_in_table,
        min(line_number) as label_line_number,
        trim({{ join_texts("concat(' ', cell_text)", 'line_number') }}) as label_text
    from rowed
    where table_part = 'label'
    group by document_key, table_number, row_number_in_table
),

qualifier as (
    select
        document_key,
        table_number,
        value_number,
        trim({{ join_texts("concat(' ', cell_text)", 'line_number') }}) as qualifier_text
    from rowed
    where table_part = 'qualifier'
    group by document_key, table_number, value_number
),

cell as (
    select
        *,
        row_number() over (
            partition by document_key, table_number, row_number_in_table order by line_number
        ) as column_index,
        count(*) over (partition by document_key, table_number, row_number_in_table) as value_count
    from rowed
    where table_part = 'value'
),

final as (
    select
        {{ row_key(['cell.document_key', "'cell'", 'cell.line_number', 'cell.text_start']) }}
            as cell_key,
        cell.document_key,
        line_section.section_index,
        cell.table_number,
        title.table_title,
        cast(cell.row_number_in_table as integer) as row_index,
        row_label.label_text as row_label,
        cast(cell.column_index as integer) as column_index,
        column_head.column_year,
        cell.line_number,
        cell.text_start as cell_start,
        cell.text_end as cell_end,
        cell.cell_text,
        qualifier.qualifier_text
    from cell
    left join title
        on
            cell.document_key = title.document_key
            and cell.table_number = title.table_number
    left join row_label
        on
            cell.document_key = row_label.document_key
            and cell.table_number = row_label.table_number
            and cell.row_number_in_table = row_label.row_number_in_table
    left join column_head
        on
            cell.document_key = column_head.document_key
            and cell.table_number = column_head.table_number
            and cell.column_index = column_head.column_index
            -- Where a cell is empty or spans others, which column a value stands in is not known.
            and cell.value_count = column_head.column_count
    left join qualifier
        on
            cell.document_key = qualifier.document_key
            and cell.table_number = qualifier.table_number
            and cell.value_number = qualifier.value_number
    left join line_section
        on
            cell.document_key = line_section.document_key
            and cell.line_number = line_section.line_number
)

select * from final
