{% test expression_is_true(model, expression, column_name=none) %}

-- It may stand at a model or at a column. "Is not true", not "is false": an expression that a null
-- makes unknown fails.
select *
from {{ model }}
where ({{ expression }}) is not true

{% endtest %}
