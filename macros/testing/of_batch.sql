{#
    Those rows of a relation that stem from the documents that are being read: what a test compares
    with a step of the reading, which holds no others.
    relation: a table or query name with the column document_key.
#}
{% macro of_batch(relation) -%}
    (
        select *
        from {{ relation }}
        where document_key in (select document_key from {{ ref('stg_raw__document') }})
    )
{%- endmacro %}
