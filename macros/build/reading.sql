{#
    Documents are read in batches. A run reads the documents of reading.batch: those of raw that no
    run has read with the rules of today. What it finds is kept by document (models with
    `per: document` that are incremental); what is of the whole corpus (`per: corpus`) is computed
    from what is kept. So memory is bounded by the batch, a new document costs its own reading, and
    no table ever mixes the findings of two sets of rules: reading.engine knows which they are of.
#}

{# Before the models of a run: forget what no longer holds, and choose what to read. #}
{% macro begin_reading() %}
    {%- if execute and flags.WHICH in ['run', 'build'] -%}
        {%- do adapter.dispatch('choose_documents')() -%}
    {%- endif -%}
{% endmacro %}

{# As begin_reading says, where a row of a table can be changed. #}
{% macro default__choose_documents() %}
    {%- do run_statements(reading_tables()) -%}
    {%- do run_statements(forget_documents()) -%}
    {%- do run_statements(choose_batch(env_var('WAREHOUSE_BATCH_BYTES', '1000000000000'))) -%}
    {%- set kept = kept_models() | selectattr('unique_id', 'in', selected_resources) | list -%}
    {%- if kept -%}
        {%- do run_statements([
            'delete from reading.document
            where document_key in (select document_key from reading.batch)',
        ]) -%}
    {%- endif -%}
    {%- for node in kept -%}
        {%- do make_room(node) -%}
    {%- endfor -%}
{% endmacro %}

{# Spark reads all documents in one run, into tables that are made anew. #}
{% macro spark__choose_documents() %}
    {%- do run_statements([
        'create schema if not exists reading',
        'drop table if exists reading.batch',
        'create table reading.batch as select document_key from raw.document where is_current',
        'create table if not exists reading.set_aside (document_key string, failed_check string,'
        ' message string, set_aside_at timestamp)',
    ]) -%}
    {%- for node in kept_models() | selectattr('unique_id', 'in', selected_resources) -%}
        {%- set relation = adapter.get_relation(node.database, node.schema, node.alias) -%}
        {%- if relation -%}
            {%- do adapter.drop_relation(relation) -%}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}

{# Without a run: forget everything that no longer holds. Called by `python -m loaders build`. #}
{% macro prepare_reading() %}
    {%- do run_statements(reading_tables()) -%}
    {%- do run_statements(forget_documents()) -%}
    {%- for node in kept_models() -%}
        {%- do make_room(node) -%}
    {%- endfor -%}
{% endmacro %}

{#
    After the models: the batch is read, if every model of the text was built and every test on them
    passed.
    results: what became of each node, as dbt hands it to `on-run-end`.
#}
{% macro finish_reading(results) %}
    {%- set done = done_nodes(results) -%}
    {%- if execute and flags.WHICH == 'build' and not flags.EMPTY and target.type == 'duckdb' -%}
        {%- if not nodes_per('given') | reject('in', done) | list -%}
            {%- do run_statements(['update reading.engine set has_seeds = true']) -%}
        {%- endif -%}
        {%- if not nodes_per('document') | reject('in', done) | list -%}
            {%- do run_statements([
                'insert into reading.document select batch.document_key from reading.batch as batch'
                ' inner join reading.engine as engine on engine.has_seeds'
            ]) -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}

{# The tables of what is read, where they are missing. #}
{% macro reading_tables() %}
    {{ return([
        'create schema if not exists reading',
        'create table if not exists reading.engine (fingerprint varchar, has_seeds boolean)',
        'create table if not exists reading.batch (document_key varchar)',
        'create table if not exists reading.document (document_key varchar)',
        'create table if not exists reading.set_aside ('
        'document_key varchar, failed_check varchar, message varchar, set_aside_at timestamp)',
    ]) }}
{% endmacro %}

{#
    With other rules than before nothing counts as read or set aside; of the rest only what is
    loaded, and is the current version.
#}
{% macro forget_documents() %}
    {%- set is_stale = 'not exists (select 1 from reading.engine where fingerprint = ('
        ~ engine_fingerprint() ~ '))' -%}
    {%- set is_gone -%}
        document_key not in (select document_key from raw.document where is_current)
    {%- endset -%}
    {{ return([
        'delete from reading.document where ' ~ is_stale ~ ' or ' ~ is_gone,
        'delete from reading.set_aside where ' ~ is_stale ~ ' or ' ~ is_gone,
        'delete from reading.batch where ' ~ is_gone,
        'insert into reading.engine select (' ~ engine_fingerprint() ~ '), null where ' ~ is_stale,
        'delete from reading.engine where fingerprint != (' ~ engine_fingerprint() ~ ')',
    ]) }}
{% endmacro %}

{#
    The batch: documents that are to be read, in the order of their names, as many as have so many
    bytes together, and one at least. Where all are read, the documents of the last batch again.
    byte_limit: the bytes, as text.
#}
{% macro choose_batch(byte_limit) %}
    {%- set unread -%}
        select document_key from raw.document
        where
            is_current
            and document_key not in (select document_key from reading.document)
            and document_key not in (select document_key from reading.set_aside)
    {%- endset -%}
    {{ return([
        'delete from reading.batch where exists (' ~ unread ~ ')',
        'insert into reading.batch
        select document_key
        from (
            select
                document_key,
                sum(byte_count) over (order by file_name, document_key) as bytes_so_far,
                row_number() over (order by file_name, document_key) as place_in_line
            from raw.document
            where document_key in (' ~ unread ~ ')
        ) as waiting_line
        where bytes_so_far <= ' ~ byte_limit ~ ' or place_in_line = 1',
    ]) }}
{% endmacro %}

{#
    Of the rows of a model that keeps them by document, only those of documents that are read stay.
    Where none is, the table is made anew: it may have other columns now.
    node: the model.
#}
{% macro make_room(node) %}
    {%- set relation = adapter.get_relation(node.database, node.schema, node.alias) -%}
    {%- if relation -%}
        {%- set read = run_query('select count(*) from reading.document').columns[0][0] -%}
        {%- if read -%}
            {%- do run_statements([
                'delete from ' ~ relation ~ ' where document_key not in'
                ' (select document_key from reading.document)',
            ]) -%}
        {%- else -%}
            {%- do adapter.drop_relation(relation) -%}
            {%- do adapter.commit() -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}

{#
    A hash of what reads the text: every model, macro and seed, the project and the engine's version.
    A query that gives one value.
#}
{% macro engine_fingerprint() -%}
    select md5(concat(version(), string_agg(md5(content), '' order by filename)))
    from read_text([
        {%- for files in ['models/**/*.sql', 'macros/**/*.sql', 'seeds/**/*.csv', 'dbt_project.yml'] %}
        '{{ project_path() }}/{{ files }}' {{- ',' if not loop.last }}
        {%- endfor %}
    ])
{%- endmacro %}

{# The folder of the project, as an SQL literal's content. #}
{% macro project_path() -%}
    {{ invocation_args_dict.project_dir | replace("'", "''") }}
{%- endmacro %}

{# The models that keep rows by document. #}
{% macro kept_models() %}
    {{ return(
        graph.nodes.values() | selectattr('resource_type', 'eq', 'model')
        | selectattr('config.materialized', 'eq', 'incremental') | list
    ) }}
{% endmacro %}

{#
    The nodes of the project that are computed from the same: per `document`, per `corpus`, or
    neither (`given`: the seeds, and the tests on them and on what is loaded). A test belongs to the
    widest of the models that it looks at; one that looks at none is about macros, and counts here
    as little as a unit test.
    per: 'document', 'corpus' or 'given'.
#}
{% macro nodes_per(per) %}
    {%- set models = graph.nodes.values() | selectattr('resource_type', 'eq', 'model') | list -%}
    {%- set of_corpus = models | selectattr('config.meta.per', 'eq', 'corpus')
        | map(attribute='unique_id') | list -%}
    {%- set of_document = models | rejectattr('config.meta.per', 'eq', 'corpus')
        | map(attribute='unique_id') | list -%}
    {%- set found = [] -%}
    {%- for node in graph.nodes.values()
        | selectattr('resource_type', 'in', ['model', 'seed', 'test']) -%}
        {%- set about = node.depends_on.nodes if node.resource_type == 'test' else [node.unique_id] -%}
        {%- set widest = 'corpus' if about | select('in', of_corpus) | list
            else 'document' if about | select('in', of_document) | list
            else 'given' if about -%}
        {%- if widest == per -%}
            {%- do found.append(node.unique_id) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}

{# Whether no document is left that is neither read nor set aside. #}
{% macro all_documents_are_read() %}
    {%- set unread = run_query(
        'select count(*) from raw.document where is_current'
        ' and document_key not in (select document_key from reading.document)'
        ' and document_key not in (select document_key from reading.set_aside)'
    ) -%}
    {{ return(unread.columns[0][0] == 0) }}
{% endmacro %}

{# Run statements one by one, and keep what they did. #}
{% macro run_statements(statements) %}
    {%- for sql in statements -%}
        {%- call statement('reading', auto_begin=True) -%}
            {{ sql }}
        {%- endcall -%}
    {%- endfor -%}
    {%- if statements -%}
        {%- do adapter.commit() -%}
    {%- endif -%}
{% endmacro %}
