-- A seed with fewer rows than were last written down, or with none. Without it rows could get lost
-- in an edit, and what they tell would silently no longer be read. Rows may be added without more
-- ado. If rows were taken out on purpose, run `make row-counts`; else restore the file and run
-- `dbt seed`.
{% set names = [
    'agency',
    'agency_alias',
    'agency_group',
    'agency_group_name',
    'agency_head_noun',
    'agency_local_body',
    'agency_local_subject',
    'agency_opening_word',
    'agency_region_form',
    'campaign_phase',
    'currency_form',
    'doubt_rule',
    'exchange_rate',
    'finance_type',
    'five_year_plan',
    'funder_type',
    'gold_annotation',
    'gold_county_code',
    'gold_place',
    'gold_scope',
    'issuer_word',
    'lexicon_compound',
    'lexicon_term',
    'number_join',
    'number_kind',
    'number_word',
    'party_congress',
    'period_date_form',
    'period_date_modifier',
    'period_frame',
    'period_plan_form',
    'period_word',
    'period_word_role',
    'person_suffix',
    'place_common_word',
    'place_conjunct_word',
    'place_country',
    'place_county_state',
    'place_gap',
    'place_head_word',
    'place_list_opener',
    'place_name',
    'place_other_name',
    'place_people_word',
    'place_prefecture',
    'place_preposition',
    'place_province',
    'place_reference_word',
    'place_region_province',
    'place_twin_cue',
    'place_type_word',
    'quality_floor',
    'row_count',
    'rule_cue',
    'rule_echo',
    'rule_link',
    'rule_silent',
    'seed_row_count',
    'source_doubt',
    'text_abbreviation',
    'text_line_cue',
    'text_month',
    'text_open_word',
    'text_table_word',
    'theme',
    'theme_term',
    'unit_group'
] -%}
with seed as (
    {% for name in names -%}
        select
            '{{ name }}' as seed_name,
            count(*) as row_count
        from {{ ref(name) }}
        {% if not loop.last -%}
            union all

        {% endif -%}
    {% endfor %}
),

expected as (
    select * from {{ ref('seed_row_count') }}
),

final as (
    select
        seed.seed_name,
        seed.row_count,
        expected.row_count as expected_row_count
    from seed
    left join expected on seed.seed_name = expected.seed_name
    where
        seed.row_count = 0
        or seed.row_count < expected.row_count
)

select * from final
