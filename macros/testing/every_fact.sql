{#
    The rows of the three fact tables under one another, for tests of what all of them hold.
    columns: names of columns that the three share.
#}
{% macro every_fact(columns) -%}
    {%- for fact_table, key_column in [
        ('fct_funds_allocated', 'funds_key'),
        ('fct_people_lifted', 'lifted_key'),
        ('fct_trainings_held', 'training_key')
    ] %}
    select
        '{{ fact_table }}' as fact_table,
        {{ key_column }} as fact_key,
        {{ columns | join(',\n        ') }}
    from {{ ref(fact_table) }}
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
{%- endmacro %}
