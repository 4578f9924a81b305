{% test expression_is_true(model, expression) %}

-- "Is not true", not "is false": an expression that a null makes unknown fails.
select *
from {{ model }}
where ({{ expression }}) is not true

{% endtest %}
