-- Every rule names a reading, a unit group and a cue that exist. Without it a rule with a slip in
-- it would stay silent for ever. Mend seeds/rule/rule_cue.csv; what is unknown is marked.
with rule_cue as (
    select * from {{ ref('rule_cue') }}
),

number_kind as (
    select * from {{ ref('number_kind') }}
),

unit_group as (
    select * from {{ ref('unit_group') }}
),

lexicon_term as (
    select * from {{ ref('lexicon_term') }}
),

lexicon_compound as (
    select * from {{ ref('lexicon_compound') }}
),

term_form as (
    select * from {{ ref('int_lexicon__term_form') }}
),

trait as (
    select * from {{ ref('int_number__trait') }}
),

agency_group as (
    select * from {{ ref('agency_group') }}
),

known_reading as (
    select
        'kind' as decision,
        kind as reading
    from number_kind

    union

    select
        'status' as decision,
        {{ each_element(text_list(['actual', 'planned'])) }} as reading

    union

    select
        'stock' as decision,
        {{ each_element(text_list(['stock', 'flow'])) }} as reading

    union

    select
        'stage' as decision,
        {{ each_element(text_list(['commitment', 'of_status'])) }} as reading

    union

    select
        'financing' as decision,
        {{ each_element(text_list(['raised', 'given'])) }} as reading

    union

    select
        'channel' as decision,
        {{ each_element(text_list(['brought', 'own'])) }} as reading

    union

    select
        'purse' as decision,
        {{ each_element(text_list(['central', 'other'])) }} as reading

    union

    select
        'extent' as decision,
        {{ each_element(text_list(['whole', 'some'])) }} as reading

    union

    select
        'instrument' as decision,
        {{ each_element(text_list(
            ['appropriation', 'investment', 'donation', 'loan', 'bond', 'insurance', 'mobilized',
            'purchase', 'other']
        )) }} as reading
),

known_cue as (
    select term_class as cue_class from term_form

    union

    select compound_class as cue_class from lexicon_compound

    union

    -- Traits that int_number__trait can give a number.
    select concat('is_', term_class) as cue_class
    from lexicon_term
    where {{ text_starts_with('term_class', "'unit_'") }}

    union

    select concat('elides_', term_class) as cue_class
    from lexicon_term
    where {{ text_starts_with('term_class', "'unit_'") }}

    union

    select concat('numbers_', term_class) as cue_class
    from lexicon_term
    where {{ text_starts_with('term_class', "'unit_'") }}

    union

    select concat('agency_', agency_group) as cue_class from agency_group

    union

    select trait as cue_class from trait

    union

    select
        {{ each_element(text_list(
            ['is_any', 'is_none', 'is_other_noun', 'is_currency', 'is_year', 'is_date',
            'is_conversion', 'is_ordinal', 'is_code', 'is_fraction', 'is_one', 'is_label',
            'is_list_mark',
            'is_recipient', 'is_tiny_money', 'is_small_money', 'is_modest_money', 'in_layout',
            'in_quotation', 'in_watchword', 'after_preposition', 'after_to', 'after_of',
            'after_for', 'after_quote', 'after_training_sentence', 'after_money_loan_sentence',
            'after_money_bond_sentence', 'after_insurance_topic_sentence', 'with_sessions',
            'under_training_heading', 'leaves_too', 'lists_lifted', 'after_lift_sentence',
            'behind_lift', 'in_bidding']
        )) }} as cue_class
),

known_group as (
    select unit_group from unit_group

    union

    select
        {{ each_element(text_list(
            ['any', 'private_money', 'small_money', 'modest_money', 'bare_large', 'workshop',
            'public_funder', 'enterprise_funder', 'bank_funder', 'other_funder', 'open_funder']
        )) }} as unit_group
),

final as (
    select
        rule_cue.rule_id,
        'seeds/rule/rule_cue.csv' as source_file,
        rule_cue.reading,
        rule_cue.unit_group,
        rule_cue.cue_class,
        known_reading.reading is null as is_reading_unknown,
        known_group.unit_group is null as is_group_unknown,
        known_cue.cue_class is null as is_cue_unknown
    from rule_cue
    left join known_reading
        on
            rule_cue.decision = known_reading.decision
            and rule_cue.reading = known_reading.reading
    left join known_group
        on rule_cue.unit_group = known_group.unit_group
    left join known_cue
        on rule_cue.cue_class = known_cue.cue_class
    where
        known_reading.reading is null
        or known_group.unit_group is null
        or known_cue.cue_class is null
)

select * from final
