{#
    What dbt does otherwise where the target is Spark, whatever the models say. Spark reads a
    backslash in a text as the beginning of an escape, DuckDB as itself: here it is doubled, in all
    that models, tests and seeds are compiled to. The columns of a table have the types that their
    descriptions state, as a contract has it on DuckDB.
#}

{# The statement with every backslash doubled. #}
{% macro with_plain_backslashes(sql) -%}
    {{ return(sql | replace('\\', '\\\\')) }}
{%- endmacro %}

{# The columns of a query in the types of the model's description. #}
{% macro with_described_types(sql) -%}
    {%- set described = model.columns.values() | selectattr('data_type') | list -%}
    {%- if described -%}
    select
        {%- for column in described %}
        cast({{ column.name }} as {{ column_type(column.data_type) }}) as {{ column.name }}
        {{- ',' if not loop.last }}
        {%- endfor %}
    from (
        {{ with_plain_backslashes(sql) }}
    ) as described
    {%- else -%}
    {{ with_plain_backslashes(sql) }}
    {%- endif -%}
{%- endmacro %}

{# How an engine writes a type of the descriptions. #}
{% macro column_type(data_type) -%}
    {{ return(adapter.dispatch('column_type')(data_type)) }}
{%- endmacro %}

{% macro default__column_type(data_type) -%}
    {{ return(data_type) }}
{%- endmacro %}

{% macro spark__column_type(data_type) -%}
    {%- if data_type.endswith('[]') -%}
        {{ return('array<' ~ column_type(data_type[:-2]) ~ '>') }}
    {%- elif data_type.startswith('struct(') -%}
        {{ return('struct<' ~ data_type[7:-1] ~ '>') }}
    {%- elif data_type == 'hugeint' -%}
        {{ return('decimal(38, 0)') }}
    {%- else -%}
        {{ return(data_type) }}
    {%- endif -%}
{%- endmacro %}

{% macro spark__create_table_as(temporary, relation, compiled_code, language='sql') -%}
    {%- set query = with_plain_backslashes(compiled_code) if temporary
        else with_described_types(compiled_code) -%}
    {{ dbt.spark__create_table_as(temporary, relation, query, language) }}
{%- endmacro %}

{% macro spark__create_view_as(relation, sql) -%}
    {{ dbt.spark__create_view_as(relation, with_described_types(sql)) }}
{%- endmacro %}

{% macro spark__get_test_sql(main_sql, fail_calc, warn_if, error_if, limit) -%}
    {{ dbt.default__get_test_sql(
        with_plain_backslashes(main_sql), fail_calc, warn_if, error_if, limit
    ) }}
{%- endmacro %}

{% macro spark__get_unit_test_sql(main_sql, expected_fixture_sql, expected_column_names) -%}
    {{ dbt.default__get_unit_test_sql(
        with_plain_backslashes(main_sql), with_plain_backslashes(expected_fixture_sql),
        expected_column_names
    ) }}
{%- endmacro %}

{#
    The rows of a seed, as one JSON text a thousand of them: it needs no file that every machine of
    a cluster can read, and says null where the file says nothing.
#}
{% macro spark__load_csv_rows(model, agate_table) -%}
    {%- set types = model.config.column_types -%}
    {%- set names = agate_table.column_names -%}
    {%- for rows in agate_table.rows | batch(1000) -%}
        {%- set records = [] -%}
        {%- for row in rows -%}
            {%- do records.append(row.dict()) -%}
        {%- endfor -%}
        {%- set json = tojson(records) | replace("'", '\\u0027') -%}
        {%- call statement() -%}
            insert into {{ this }}
            select
                {%- for name in names %}
                cast(seed_row.{{ name }} as {{ column_type(types[name]) }}){{ ',' if not loop.last }}
                {%- endfor %}
            from (
                select explode(from_json(
                    '{{ with_plain_backslashes(json) }}',
                    'array<struct<{{ names | join(': string, ') }}: string>>'
                )) as seed_row
            ) as seed_rows
        {%- endcall -%}
    {%- endfor -%}
    {{ return('') }}
{%- endmacro %}
