{#
    At the end of a run: of every model or seed that its contract refused, where the contract stands,
    and a query for the rows. DuckDB names the column or the check, not the row.
    results: what became of each node, as dbt hands it to `on-run-end`.
#}
{% macro explain_broken_contracts(results) %}
    {%- set mark = 'Constraint Error: ' -%}
    {%- for result in results if mark in (result.message or '') -%}
        {%- set node = result.node -%}
        {%- set broken = result.message.partition(mark)[2].splitlines()[0] -%}
        {%- set check = broken.partition('with expression CHECK')[2] -%}
        {%- set condition = 'not ' ~ check if check else broken.rpartition('.')[2] ~ ' is null' -%}
        {%- do log(
            node.name ~ ': a row breaks its contract, ' ~ node.patch_path.partition('://')[2] ~ '. '
            ~ ('Mend ' ~ node.original_file_path if node.resource_type == 'seed' else
               'Look at the rows that ' ~ node.compiled_path ~ ' gives')
            ~ ' where ' ~ condition ~ '.', info=True
        ) -%}
    {%- endfor -%}
{% endmacro %}
