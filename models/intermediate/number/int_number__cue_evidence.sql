-- Every rule that speaks for or against a reading of a number, with the cue that made it fire.
with mention as (
    select * from {{ ref('int_number__mention') }}
),

cue as (
    select * from {{ ref('int_number__cue') }}
),

unit_group as (
    select * from {{ ref('unit_group') }}
),

rule_cue as (
    select * from {{ ref('rule_cue') }}
),

trait as (
    select * from {{ ref('int_number__trait') }}
),

funder_type as (
    select * from {{ ref('int_number__funder_type') }}
),

-- A rule is about numbers of one unit group; a number belongs to several.
grouped_mention as (
    select
        mention.mention_key,
        unit_group.unit_group
    from mention
    inner join unit_group on coalesce(mention.unit_class, 'none') = unit_group.unit_class

    union all

    select
        mention_key,
        'bare_large' as unit_group
    from mention
    where unit_class is null and number_value >= 100

    union all

    -- A workshop may be a training or a place of work.
    select
        mention_key,
        'workshop' as unit_group
    from mention
    where unit_class = 'unit_training' and unit_term like 'workshop%'

    union all

    select
        mention_key,
        'small_money' as unit_group
    from trait
    where trait = 'is_small_money'

    union all

    select
        mention_key,
        'modest_money' as unit_group
    from trait
    where trait = 'is_modest_money'

    union all

    -- In the section or report of a bank, an enterprise, a foundation.
    select distinct
        trait.mention_key,
        'private_money' as unit_group
    from trait
    inner join mention on trait.mention_key = mention.mention_key
    where
        mention.unit_class = 'currency'
        and trait.trait in ('agency_bank', 'agency_enterprise', 'agency_donor')

    union all

    -- Who gives decides what "spend" and "provide" mean, where the sentence names them; a text that
    -- says nothing of its giver tells of the state's money.
    select
        mention_key,
        case
            when funder_source != 'sentence' then 'open_funder'
            when funder_type = 'government' then 'public_funder'
            when funder_type = 'enterprise' then 'enterprise_funder'
            when funder_type = 'bank' then 'bank_funder'
            else 'other_funder'
        end as unit_group
    from funder_type
    -- What an insurer pays is told by its own words.
    where
        (funder_source = 'sentence' and funder_type != 'insurer')
        or funder_type in ('government', 'unknown')

    union all

    select
        mention_key,
        'any' as unit_group
    from mention
),

clue as (
    select
        mention_key,
        cue_class,
        cue_term,
        side,
        gap,
        clauses_between,
        numbers_between,
        content_between,
        has_act_between,
        nearness_rank
    from cue

    union all

    select
        mention_key,
        trait as cue_class,
        trait as cue_term,
        'unit' as side,
        0 as gap,
        0 as clauses_between,
        0 as numbers_between,
        0 as content_between,
        false as has_act_between,
        1 as nearness_rank
    from trait
),

fired as (
    select
        clue.mention_key,
        rule_cue.decision,
        rule_cue.reading,
        rule_cue.rule_id,
        rule_cue.weight,
        clue.cue_class,
        clue.side,
        clue.cue_term,
        clue.gap
    from clue
    inner join rule_cue
        on
            clue.cue_class = rule_cue.cue_class
            and clue.side = rule_cue.side
            and clue.gap <= rule_cue.max_gap
            and clue.clauses_between <= rule_cue.max_clauses
            and clue.numbers_between <= rule_cue.max_numbers
            and clue.content_between <= rule_cue.max_content
            and clue.nearness_rank <= rule_cue.max_rank
            and (rule_cue.is_crossing_acts or not clue.has_act_between)
    inner join grouped_mention
        on
            clue.mention_key = grouped_mention.mention_key
            and rule_cue.unit_group = grouped_mention.unit_group
),

final as (
    -- Rules about one class of cue on one side say the same with more or less certainty: the
    -- strongest counts.
    select
        mention_key,
        decision,
        reading,
        rule_id,
        weight,
        cue_term,
        gap
    from fired
    qualify row_number() over (
        partition by mention_key, decision, reading, cue_class, side
        order by abs(weight) desc, gap, rule_id asc, cue_term asc
    ) = 1
)

select * from final
