-- How many rows each public table has, by document and year, how many of them may be summed, and
-- what their values add up to, so that rows that get lost and values that change are noticed.
-- Reports are left out: they only restate the other tables.
{%- set dated_tables = {
    'fct_funds_allocated': ['is_additive', 'amount_cny'],
    'fct_people_lifted': ['is_additive', 'lifted_count'],
    'fct_trainings_held': [
        'is_additive', 'coalesce(sessions_count, 0) + coalesce(participants_count, 0)'
    ],
    'fct_indicator': ['false', 'value'],
} %}
{%- set document_tables = {
    'bridge_agency_county': '0',
    'dim_document': 'line_count',
    'fct_place_mention': '0',
    'number_ledger': 'number_value',
} %}
{%- set other_tables = [
    'bridge_fact_county', 'bridge_fact_province', 'data_quality_issue', 'dim_agency', 'dim_county',
    'dim_province', 'dim_theme', 'dim_year', 'fct_attribute'
] %}
with document as (
    select * from {{ ref('dim_document') }}
),

counted as (
    {% for table, (condition, measure) in dated_tables.items() %}
        select
            '{{ table }}' as table_name,
            document_key,
            year_key,
            count(*) as row_count,
            count(case when {{ condition }} then 1 end) as additive_count,
            cast(sum({{ measure }}) as decimal(38, 4)) as value_sum
        from {{ ref(table) }}
        group by document_key, year_key
        union all
    {% endfor %}
    {% for table, measure in document_tables.items() %}
        select
            '{{ table }}' as table_name,
            document_key,
            '' as year_key,
            count(*) as row_count,
            0 as additive_count,
            cast(sum({{ measure }}) as decimal(38, 4)) as value_sum
        from {{ ref(table) }}
        group by document_key
        union all
    {% endfor %}
    {% for table in other_tables %}
        select
            '{{ table }}' as table_name,
            '' as document_key,
            '' as year_key,
            count(*) as row_count,
            0 as additive_count,
            cast(0 as decimal(38, 4)) as value_sum
        from {{ ref(table) }}
        {% if not loop.last %}union all{% endif %}
    {% endfor %}
),

final as (
    select
        counted.table_name,
        coalesce(document.file_name, '') as file_name,
        counted.year_key,
        cast(sum(counted.row_count) as integer) as row_count,
        cast(sum(counted.additive_count) as integer) as additive_count,
        cast(coalesce(sum(counted.value_sum), 0) as decimal(38, 4)) as value_sum
    from counted
    left join document on counted.document_key = document.document_key
    group by counted.table_name, document.file_name, counted.year_key
)

select * from final
