-- Every class of the lexicon is read by a rule, a compound or a model. Without it words would be
-- collected that say nothing to anybody. Classes that models read by name are listed here. Add a
-- rule that reads the class, or take its terms out.
with lexicon_term as (
    select * from {{ ref('lexicon_term') }}
),

lexicon_compound as (
    select * from {{ ref('lexicon_compound') }}
),

rule_cue as (
    select * from {{ ref('rule_cue') }}
),

used_class as (
    select cue_class as term_class from rule_cue

    union

    select first_class as term_class from lexicon_compound

    union

    select second_class as term_class from lexicon_compound

    union

    select
        {{ each_element(text_list(
            ['act', 'mask', 'stop', 'glue', 'part', 'each', 'month', 'year_before', 'predicate',
            'conjunction', 'not_person', 'fraction_word', 'label_before', 'take_preposition',
            'respectively', 'repetition', 'overview', 'addition',
            'common', 'giver_verb', 'gain_verb',
            'cause_verb', 'part_share', 'part_contribution', 'part_reference',
            'part_flow', 'part_use', 'source_word', 'share_word', 'kind_word',
            'aid_verb', 'local_body', 'firm_noun', 'sister_noun', 'rest_word', 'meeting_noun',
            'status_noun', 'the_former', 'the_latter', 'poor_area', 'scope_national', 'scope_abroad',
            'lasting_aid', 'currency_note']
        )) }} as term_class
),

final as (
    select
        lexicon_term.term_class,
        'seeds/lexicon/lexicon_term.csv' as source_file,
        count(*) as term_count
    from lexicon_term
    left join used_class
        on lexicon_term.term_class = used_class.term_class
    where
        used_class.term_class is null
        and not {{ regexp_like('lexicon_term.term_class', "'^(unit|bound)_'") }}
    group by lexicon_term.term_class
)

select * from final
