-- How many rows each public table has, by document and year, so that a table that loses or gains
-- rows is noticed. Reports are left out: they only restate the other tables.
{%- set dated_tables = [
    'fct_funds_allocated', 'fct_people_lifted', 'fct_trainings_held', 'fct_indicator'
] %}
{%- set document_tables = [
    'bridge_agency_county', 'dim_document', 'fct_place_mention', 'number_ledger'
] %}
{%- set other_tables = [
    'bridge_fact_county', 'bridge_fact_province', 'data_quality_issue', 'dim_agency', 'dim_county',
    'dim_province', 'dim_theme', 'dim_year'
] %}
with document as (
    select * from {{ ref('dim_document') }}
),

counted as (
    {% for table in dated_tables %}
        select
            '{{ table }}' as table_name,
            document_key,
            year_key,
            count(*) as row_count
        from {{ ref(table) }}
        group by document_key, year_key
        union all
    {% endfor %}
    {% for table in document_tables %}
        select
            '{{ table }}' as table_name,
            document_key,
            '' as year_key,
            count(*) as row_count
        from {{ ref(table) }}
        group by document_key
        union all
    {% endfor %}
    {% for table in other_tables %}
        select
            '{{ table }}' as table_name,
            '' as document_key,
            '' as year_key,
            count(*) as row_count
        from {{ ref(table) }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

final as (
    select
        counted.table_name,
        coalesce(document.file_name, '') as file_name,
        counted.year_key,
        cast(sum(counted.row_count) as integer) as row_count
    from counted
    left join document on counted.document_key = document.document_key
    group by counted.table_name, document.file_name, counted.year_key
)

select * from final
