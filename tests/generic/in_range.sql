{% test in_range(model, column_name, min_value=none, max_value=none) %}

-- Nulls pass; where they must not, not_null stands beside this test.
select {{ column_name }}
from {{ model }}
where
    false
    {%- if min_value is not none %}
    or {{ column_name }} < {{ min_value }}
    {%- endif %}
    {%- if max_value is not none %}
    or {{ column_name }} > {{ max_value }}
    {%- endif %}

{% endtest %}
