{# Deterministic key of a row: the MD5 of what identifies it, parts joined by "|", null as the empty string. #}
{% macro row_key(parts) -%}
    md5(concat_ws('|'
    {%- for part in parts %}, coalesce(cast({{ part }} as string), ''){% endfor %}))
{%- endmacro %}
