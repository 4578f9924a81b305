{# Stops a run before the first load, when every model would fail with an error of its own. #}
{% macro require_loaded_documents() %}
    {% set document = source('raw', 'document') %}
    {% if execute and not load_relation(document) %}
        {% do exceptions.raise_compiler_error(
            'No document is loaded yet. Load some first: python -m loaders load data/documents'
        ) %}
    {% endif %}
{% endmacro %}
