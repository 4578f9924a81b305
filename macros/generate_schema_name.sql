{# Schemas carry exactly the layer's name, so that `marts` is `marts` on every machine and engine. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ (custom_schema_name or target.schema) | trim }}
{%- endmacro %}
