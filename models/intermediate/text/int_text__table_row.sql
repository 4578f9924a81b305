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

province as (
    select * from {{ ref('place_province') }}
),

-- Words that name a place: provinces, "eastern region", "counties", "nationwide".
region_word as (
    select table_word as region_word from table_word
    where word_class = 'region'

    union

    select lower(province_name) as region_word from province
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
        concat(' ', lower(translate(last_parenthesis, '-/', '  ')), ' ') as unit_words,
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
            and {{ text_starts_with(
                'worded.label_words', "concat(' ', table_word.table_word, ' ')"
            ) }}
),

region_row as (
    select distinct
        worded.document_key,
        worded.table_number,
        worded.row_index
    from worded
    inner join region_word
        on contains(worded.label_words, concat(' ', region_word.region_word, ' '))
),

-- A label names an indicator if it states a unit, heads further labels, or begins like one.
judged as (
    select
        worded.document_key,
        worded.table_number,
        worded.row_index,
        worded.row_label,
        case when unit_row.row_index is not null then worded.last_parenthesis end as row_unit,
        worded.cell_count,
        unit_row.row_index is not null or worded.cell_count = 0 as is_head,
        derived_row.row_index is not null or worded.qualified_cell_count > 0 as is_derived,
        region_row.row_index is not null as names_region,
        case
            when unit_row.row_index is not null
                then trim({{ regexp_replace_all(
                    'worded.row_label', "' *[(（][^()（）]*[)）]$'", "''"
                ) }})
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
    left join region_row
        on
            worded.document_key = region_row.document_key
            and worded.table_number = region_row.table_number
            and worded.row_index = region_row.row_index
),

-- The label that heads a row: the last one before it that names an indicator.
headed as (
    select
        *,
        max(case when is_head then row_index end) over (
            partition by document_key, table_number
            order by row_index
            rows between unbounded preceding and current row
        ) as head_row_index
    from judged
),

final as (
    select
        {{ row_key([
            'headed.document_key', "'table row'", 'headed.table_number', 'headed.row_index'
        ]) }} as table_row_key,
        headed.document_key,
        headed.table_number,
        headed.row_index,
        headed.row_label,
        case
            when headed.is_head then headed.row_name
            -- Under a heading without values of its own: "Incidence of poverty: Difference …"
            when headed.is_derived and head.cell_count = 0
                then concat_ws(': ', head.row_name, headed.row_name)
            when headed.is_derived then headed.row_name
            when head.row_name is not null then head.row_name
            when headed.names_region then null
            else headed.row_name
        end as indicator_name,
        case
            when headed.is_head then headed.row_unit
            when headed.is_derived and head.cell_count > 0 then null
            else head.row_unit
        end as unit,
        case
            when
                not headed.is_head
                and not headed.is_derived
                and (head.row_name is not null or headed.names_region)
                then headed.row_name
        end as region_name
    from headed
    left join judged as head
        on
            headed.document_key = head.document_key
            and headed.table_number = head.table_number
            and headed.head_row_index = head.row_index
)

select * from final
