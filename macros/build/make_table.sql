{#
    How DuckDB makes the table of a model: within one transaction, in the place of the old one. dbt's
    own way makes it beside the old one and renames both, with three times as many statements, each of
    which costs more than what many a model computes.
#}
{% materialization table, adapter='duckdb' %}
    {%- set relation = this.incorporate(type='table') -%}
    {%- set old = load_cached_relation(this) -%}
    {%- call statement('main') -%}
        {% if old %} drop {{ old.type }} {{ old }}; {% endif %}
        {{ create_table_as(false, relation, compiled_code) }}
    {%- endcall -%}
    {%- do persist_docs(relation, model) -%}
    {%- do adapter.commit() -%}
    {{ return({'relations': [relation]}) }}
{% endmaterialization %}

{#
    Stops a model whose columns are not those that its YAML declares, with a line for each that
    differs. In one query, where dbt's own way compares column by column.
    sql: the compiled model.
#}
{% macro duckdb__get_assert_columns_equivalent(sql) %}
    {%- set query -%}
        select
            column_name,
            coalesce(lower(declared.column_type), 'nothing') as declared_type,
            coalesce(lower(made.column_type), 'nothing') as made_type
        from (describe {{ get_empty_schema_sql(model.columns) }}) as declared
        full outer join (describe {{ sql }}) as made using (column_name)
        where declared.column_type is distinct from made.column_type
        order by column_name
    {%- endset -%}
    {%- set lines = [] -%}
    {%- for column in run_query(query) -%}
        {%- do lines.append(
            column[0] ~ ': its data_type says ' ~ column[1] ~ ', the model gives ' ~ column[2]
        ) -%}
    {%- endfor -%}
    {%- if lines -%}
        {%- do exceptions.raise_compiler_error(
            'The columns are not those of ' ~ model.patch_path.partition('://')[2] ~ ':\n'
            ~ lines | join('\n') ~ '\nMend the one or the other.'
        ) -%}
    {%- endif -%}
{% endmacro %}
