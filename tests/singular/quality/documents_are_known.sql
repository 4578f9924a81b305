-- A row of a document that is not loaded, or no longer the current one. Without it lines, places
-- or numbers of no document would be read on, and nothing would lead back to a file. Returns the
-- model and the document: look at the joins of that model.
{% set models = [
    'int_text__line', 'int_text__line_role', 'int_text__line_span', 'int_text__document_shape',
    'int_text__paragraph', 'int_text__section', 'int_text__heading', 'int_text__sentence',
    'int_number__mention', 'int_period__mention', 'int_agency__defined_alias',
    'int_place__mention', 'int_place__mention_resolved', 'int_place__candidate_score',
    'int_place__evidence', 'int_place__group', 'int_text__passage', 'int_place__reference',
    'int_place__reference_resolved', 'int_theme__heading', 'int_theme__mention',
    'int_theme__paragraph_theme', 'int_fact__mention', 'int_fact__training_statement'
] -%}
with document as (
    select * from {{ ref('stg_raw__document') }}
),

named as (
    {% for model in models -%}
        select distinct
            '{{ model }}' as model_name,
            document_key
        from {{ ref(model) }}
        {% if not loop.last -%}
            union all

        {% endif -%}
    {% endfor %}
),

final as (
    select
        named.model_name,
        named.document_key
    from named
    left join document on named.document_key = document.document_key
    where document.document_key is null
)

select * from final
