-- Every family of rules, one decision and class of cue, fires at least once, unless it is listed
-- in rule_silent with the reason. Without it a change to the lexicon could silence a family and
-- only the accuracy on some later document would tell. Mend the rule or its terms, or add the
-- family to seeds/rule/rule_silent.csv.
with rule_cue as (
    select * from {{ ref('rule_cue') }}
),

evidence as (
    select distinct rule_id from {{ ref('int_number__cue_evidence') }}
),

rule_silent as (
    select * from {{ ref('rule_silent') }}
),

gold_scope as (
    select * from {{ ref('gold_scope') }}
),

document as (
    select * from {{ ref('stg_raw__document') }}
),

family as (
    select
        rule_cue.decision,
        rule_cue.cue_class,
        count(*) as rule_count,
        count(evidence.rule_id) as fired_count
    from rule_cue
    left join evidence
        on rule_cue.rule_id = evidence.rule_id
    group by rule_cue.decision, rule_cue.cue_class
),

final as (
    select
        family.decision,
        family.cue_class,
        'seeds/rule/rule_cue.csv' as source_file,
        family.rule_count
    from family
    left join rule_silent
        on
            family.decision = rule_silent.decision
            and family.cue_class = rule_silent.cue_class
    where
        family.fired_count = 0
        and rule_silent.cue_class is null
        -- Only where the documents that come with the project are loaded.
        and not exists (
            select 1
            from gold_scope
            where gold_scope.source_file not in (select document.file_name from document)
        )
)

select * from final
