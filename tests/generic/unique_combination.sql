{% test unique_combination(model, columns) %}

-- Two nulls count as the same value: a key with nulls in it is still a key.
select
    {{ columns | join(', ') }},
    count(*) as row_count
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1

{% endtest %}
