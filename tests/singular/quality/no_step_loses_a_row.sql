-- A line, paragraph, number, place or fact that one step knows and the next does not, or the
-- other way round. Without it an inner join could lose a document, and only its missing facts would
-- tell. Returns the step and the key that is missing on one side: look at the joins of the second
-- model.
{% set steps = [
    ('int_text__line', 'int_text__line_role', ['document_key', 'line_number']),
    ('int_text__paragraph', 'int_text__paragraph_text', ['paragraph_key']),
    ('int_text__paragraph', 'int_text__paragraph_line', ['paragraph_key']),
    ('int_text__heading', 'int_theme__heading', ['heading_key']),
    ('int_text__section', 'int_agency__section_agency', ['section_key']),
    ('int_text__sentence', 'int_text__token', ['sentence_key']),
    ('int_text__sentence', 'int_place__word', ['sentence_key']),
    ('int_number__mention', 'int_number__token_position', ['sentence_key']),
    ('int_number__numeral_group', 'int_number__noun_phrase', ['sentence_key', 'group_index']),
    ('int_number__series', 'int_number__mention', ['sentence_key', 'token_index_first']),
    ('int_number__mention', 'int_number__trait', ['mention_key']),
    ('int_number__mention', 'int_period__number_period', ['mention_key']),
    ('int_number__mention', 'number_ledger', ['mention_key']),
    ('int_number__evidence', 'int_number__candidate', ['mention_key', 'decision', 'reading']),
    ('int_number__candidate', 'int_number__choice', ['mention_key', 'decision']),
    ('int_place__mention', 'int_place__mention_located', ['name_key']),
    ('int_place__mention', 'int_place__mention_resolved', ['name_key']),
    ('int_place__candidate', 'int_place__candidate_score', ['name_key', 'place_id']),
    ('int_fact__mention', 'int_fact__context', ['mention_key']),
    ('int_fact__mention', 'int_fact__fact_key', ['mention_key'])
] -%}
with body_paragraph as (
    select paragraph_key from {{ ref('int_text__paragraph') }}
    where paragraph_type = 'body'
),

known as (
    select
        'int_text__paragraph, body → int_theme__paragraph_theme' as step,
        paragraph_key as lost_key,
        'before' as side
    from body_paragraph

    union all

    select
        'int_text__paragraph, body → int_theme__paragraph_theme' as step,
        paragraph_key as lost_key,
        'after' as side
    from {{ ref('int_theme__paragraph_theme') }}
    {% for before, after, columns in steps %}
        {% for side, model in [('before', before), ('after', after)] %}
            union all

            select
                '{{ before }} → {{ after }}' as step,
                concat_ws(' ', {{ columns | join(', ') }}) as lost_key,
                '{{ side }}' as side
            from {{ of_batch(ref(model)) if model == 'number_ledger' else ref(model) }}
        {% endfor %}
    {%- endfor %}
),

final as (
    select
        step,
        lost_key,
        min(side) as known_side
    from known
    group by step, lost_key
    having count(distinct side) < 2
)

select * from final
