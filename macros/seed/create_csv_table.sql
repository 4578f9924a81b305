{#
    The table of a seed, made under the constraints of its columns as a model's is: dbt itself
    enforces contracts of models only. Of its columns each has its type in `column_types`.
    model: the seed.
    agate_table: its rows as dbt read them; the order of the columns is that of the file.
#}
{% macro duckdb__create_csv_table(model, agate_table) %}
    {%- set columns = {} -%}
    {%- for name in agate_table.column_names -%}
        {%- set data_type = model.config.column_types[name] -%}
        {%- do columns.update({name: dict(model.columns[name], data_type=data_type)}) -%}
    {%- endfor -%}
    {%- set sql -%}
        create table {{ this.render() }} (
            {{ adapter.render_raw_columns_constraints(raw_columns=columns) | join(', ') }}
        )
    {%- endset -%}
    {%- call statement('_') -%}
        {{ sql }}
    {%- endcall -%}
    {{ return(sql) }}
{% endmacro %}
