{#
    Written forms with alternatives, and the runs of symbols that they are looked up by.
#}

{# One row for each element of an array; stands in a select list. #}
{% macro each_element(list) -%}
    {{ return(adapter.dispatch('each_element')(list)) }}
{%- endmacro %}

{% macro default__each_element(list) -%}
    unnest({{ list }})
{%- endmacro %}

{% macro spark__each_element(list) -%}
    explode({{ list }})
{%- endmacro %}

{# A list of the texts. texts: a list. #}
{% macro text_list(texts) -%}
    {{ return(adapter.dispatch('text_list')("'" ~ texts | join("', '") ~ "'")) }}
{%- endmacro %}

{% macro default__text_list(literals) -%}
    [{{ literals }}]
{%- endmacro %}

{% macro spark__text_list(literals) -%}
    array({{ literals }})
{%- endmacro %}

{#
    Forms spelled out, as a subquery: "(in|during) the year" gives two rows; an empty alternative
    leaves the words out. relation: a CTE or table; columns: the other columns to keep; form: the
    column with alternatives; depth: the most groups that one form has.
#}
{% macro spell_out_forms(relation, columns, form, depth=5) -%}
    {%- set ns = namespace(query='select * from ' ~ relation) -%}
    {%- for step in range(depth) -%}
        {%- set ns.query = spell_out_one_group(ns.query, columns, form) -%}
    {%- endfor -%}
    select
        {{ columns | join(', ') }},
        trim({{ regexp_replace_all(form, "' +'", "' '") }}) as {{ form }}
    from ({{ ns.query }}) as spelled
{%- endmacro %}

{% macro spell_out_one_group(query, columns, form) -%}
    select
        {{ columns | join(', ') }},
        case
            when position('(' in {{ form }}) = 0 then {{ form }}
            else concat(
                substr({{ form }}, 1, position('(' in {{ form }}) - 1),
                alternative,
                substr({{ form }}, position(')' in {{ form }}) + 1)
            )
        end as {{ form }}
    from (
        select
            *,
            {{ each_element(regexp_split_all(
                regexp_first(form, "'[(]([^()]*)[)]'", 1), "'[|]'"
            )) }} as alternative
        from ({{ query }}) as written
    ) as chosen
{%- endmacro %}

{#
    Each symbol with those that follow it, as symbol_0, symbol_1 ...: the relation that
    symbol_runs reads. relation: has the columns partition, position, symbol and is_start
    (may a run begin here?).
#}
{% macro symbol_look_ahead(relation, partition, position, symbol, longest) -%}
    select
        {{ partition }},
        {{ position }},
        is_start,
        {% for distance in range(longest) -%}
        lead({{ symbol }}, {{ distance }}) over (
            partition by {{ partition }} order by {{ position }}
        ) as symbol_{{ distance }}{{ "," if not loop.last }}
        {% endfor %}
    from {{ relation }}
{%- endmacro %}

{# Every run of one to `longest` neighbouring symbols, joined by the separator. #}
{% macro symbol_runs(look_ahead, partition, position, longest, separator="' '") -%}
    {%- for length in range(1, longest + 1) %}
    select
        {{ partition }},
        {{ position }} as position_first,
        {{ position }} + {{ length - 1 }} as position_last,
        {% if length == 1 -%}
        symbol_0 as run
        {%- else -%}
        concat_ws({{ separator }}
        {%- for distance in range(length) %}, symbol_{{ distance }}{% endfor %}) as run
        {%- endif %}
    from {{ look_ahead }}
    where is_start and symbol_{{ length - 1 }} is not null
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
{%- endmacro %}

{# One row for each whole number from first to last. #}
{% macro whole_numbers(first, last) -%}
    {{ return(adapter.dispatch('whole_numbers')(first, last)) }}
{%- endmacro %}

{% macro default__whole_numbers(first, last) -%}
    unnest(range({{ first }}, {{ last }} + 1))
{%- endmacro %}

{% macro spark__whole_numbers(first, last) -%}
    explode(slice(
        sequence({{ first }}, greatest({{ first }}, {{ last }})),
        1,
        greatest({{ last }} - {{ first }} + 1, 0)
    ))
{%- endmacro %}
