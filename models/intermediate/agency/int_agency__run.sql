-- Runs of compared tokens that may name an organisation: they begin with a capital.
with token as (
    select * from {{ ref('int_agency__token') }}
),

look_ahead as (
    {{ symbol_look_ahead('token', 'text_key', 'compared_index', 'match_text', 14) }}
),

final as (
    {{ symbol_runs('look_ahead', 'text_key', 'compared_index', 14, separator="''") }}
)

select * from final
