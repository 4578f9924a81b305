{#
    The rows of the three fact tables under one another, as kept of each document, for tests of what
    all of them hold.
    columns: names of columns that the three share.
#}
{% macro every_fact(columns) -%}
    {%- for fact_table, key_column, kept in [
        ('fct_funds_allocated', 'funds_key', 'int_kept__funds'),
        ('fct_people_lifted', 'lifted_key', 'int_kept__people_lifted'),
        ('fct_trainings_held', 'training_key', 'int_kept__training')
    ] %}
    select
        '{{ fact_table }}' as fact_table,
        {{ key_column }} as fact_key,
        {{ columns | join(',\n        ') }}
    from {{ ref(kept) }}
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
{%- endmacro %}
