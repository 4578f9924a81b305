{#
    The record of a build, marts.build, is finished only where every document was read and a run of
    dbt built everything that is of the whole corpus, with every test passed. Each run that may
    change a table takes the mark away first, so that a run that fails, is stopped or is killed, and
    a run of some models only, leave a record that publishing refuses. Spark cannot change a row in
    Parquet files: there spark/marts.py finishes the record.
#}

{# At the start of a run: whatever the record says, it is not finished now. #}
{% macro begin_build() %}
    {%- set record = load_relation(ref('build')) -%}
    {%- if execute and record and flags.WHICH != 'test' and target.type == 'duckdb' -%}
        {%- call statement('begin_build', auto_begin=True) -%}
            update {{ record }} set finished_at = null
        {%- endcall -%}
        {#- A look-up may have left a transaction open, which dbt rolls back after its hooks. -#}
        {%- do adapter.commit() -%}
    {%- endif -%}
{% endmacro %}

{#
    At the end of a run: if everything was built and every test passed, what there is now.
    results: what became of each node, as dbt hands it to `on-run-end`.
#}
{% macro finish_build(results) %}
    {%- set record = ref('build') -%}
    {%- if execute and target.type == 'duckdb' and is_whole_build(results) -%}
        {%- set models = graph.nodes.values() | selectattr('resource_type', 'eq', 'model') | list -%}
        {%- set public_models = models | selectattr('schema', 'eq', 'marts')
            | rejectattr('name', 'eq', 'build') -%}
        {%- call statement('finish_build', auto_begin=True) -%}
            update {{ record }} set
                finished_at = current_timestamp at time zone 'UTC',
                rule_fingerprint = (select fingerprint from reading.engine),
                passed_test_count = {{ graph.nodes.values()
                    | selectattr('resource_type', 'eq', 'test') | list | length }},
                public_tables = (
                    select list(public_table order by table_name)
                    from (
                        {%- for model in public_models %}
                        {{ 'union all' if not loop.first }}
                        select
                            '{{ model.name }}' as table_name,
                            count(*) as row_count,
                            {{ rows_checksum('whole_row') }} as checksum
                        from {{ model.relation_name }} as whole_row
                        {%- endfor %}
                    ) as public_table
                )
        {%- endcall -%}
        {%- do adapter.commit() -%}
    {%- endif -%}
{% endmacro %}

{#
    Whether a run left all documents read and everything of the corpus built, and passed every data
    test on it, with nothing that failed or was skipped. Unit tests are about the rules, not about
    these tables: they may be left out, but not fail.
    results: what became of each node.
#}
{% macro is_whole_build(results) %}
    {%- set done = done_nodes(results) -%}
    {%- set missing = nodes_per('corpus') | reject('in', done) | list -%}
    {%- set is_whole = not missing and done | length == results | length and not flags.EMPTY -%}
    {{ return(is_whole and all_documents_are_read()) }}
{% endmacro %}

{# The nodes of a run that are built or passed. #}
{% macro done_nodes(results) %}
    {{ return(
        results | selectattr('status', 'in', ['success', 'pass', 'no-op'])
        | map(attribute='node.unique_id') | list
    ) }}
{% endmacro %}

{#
    A sum over the rows of a table that tells any other rows from these; their order does not count.
    The check of the published file computes the same: loaders/checking.py.
    whole_row: the alias of the table.
#}
{% macro rows_checksum(whole_row) -%}
    cast(coalesce(sum(md5_number_lower(cast({{ whole_row }} as string))), 0) as string)
{%- endmacro %}
