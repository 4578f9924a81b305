with cell as (
    select * from {{ ref('int_text__table_cell') }}
),

table_row as (
    select * from {{ ref('int_text__table_row') }}
),

table_word as (
    select * from {{ ref('text_table_word') }}
),

read as (
    select
        cell.*,
        table_row.indicator_name,
        table_row.unit,
        table_row.region_name,
        {{ regexp_first('cell.cell_text', "'[0-9][0-9,]*(?:\\.[0-9]+)?'") }} as number_text,
        -- Words behind the number, on its own line or on the next ones.
        trim(concat_ws(
            ' ',
            nullif({{ regexp_first('cell.cell_text', "'[0-9] ?([a-z%][a-z ]*)$'", 1) }}, ''),
            cell.qualifier_text
        )) as words_behind
    from cell
    inner join table_row
        on
            cell.document_key = table_row.document_key
            and cell.table_number = table_row.table_number
            and cell.row_index = table_row.row_index
    where cell.column_year is not null
),

-- The longest unit with which the words behind begin: "percentage points" of "… points higher".
unit_behind as (
    select
        read.cell_key,
        max_by(table_word.table_word, length(table_word.table_word)) as cell_unit
    from read
    inner join table_word
        on
            table_word.word_class = 'unit'
            and {{ text_starts_with(
                "concat(' ', read.words_behind, ' ')", "concat(' ', table_word.table_word, ' ')"
            ) }}
    group by read.cell_key
),

final as (
    select
        read.cell_key as indicator_key,
        read.document_key,
        read.section_index,
        read.table_title,
        read.region_name,
        read.column_year as indicator_year,
        read.line_number,
        read.number_text as mention_text,
        cast(replace(read.number_text, ',', '') as decimal(24, 6)) as indicator_value,
        cast(read.cell_start + position(read.number_text in read.cell_text) - 1 as integer)
            as mention_start,
        cast(
            read.cell_start + position(read.number_text in read.cell_text) - 1
            + length(read.number_text)
            as integer
        ) as mention_end,
        -- Where the rows are places, the title says what is counted.
        coalesce(read.indicator_name, read.table_title, 'not stated') as indicator_name,
        coalesce(unit_behind.cell_unit, read.unit) as unit
    from read
    left join unit_behind
        on read.cell_key = unit_behind.cell_key
    -- A number that no column can hold is no value of a table; it stands in the ledger.
    where try_cast(replace(read.number_text, ',', '') as decimal(24, 6)) is not null
)

select * from final
