-- What the best-supported member of a list or chain says for the others: they are read alike.
with mention as (
    select * from {{ ref('int_number__mention') }}
),

sibling as (
    select * from {{ ref('int_number__sibling') }}
),

cue_evidence as (
    select * from {{ ref('int_number__cue_evidence') }}
),

rule_echo as (
    select * from {{ ref('rule_echo') }}
),

-- What only says "some number of people" is nothing to repeat.
silent_kind as (
    select
        'kind' as decision,
        kind as reading
    from {{ ref('number_kind') }}
    where not is_echoed
),

reading_score as (
    select
        mention_key,
        decision,
        reading,
        sum(weight) as score
    from cue_evidence
    group by mention_key, decision, reading
),

best_reading as (
    select
        mention_key,
        decision,
        reading,
        score,
        score - coalesce(lead(score) over best_first, 0) as margin
    from reading_score
    window
        best_first as (
            partition by mention_key, decision order by score desc, reading asc
        )
    qualify row_number() over best_first = 1
),

chain_reading as (
    select
        sibling.chain_key,
        best_reading.decision,
        best_reading.reading
    from sibling
    inner join best_reading on sibling.mention_key = best_reading.mention_key
    left join silent_kind
        on
            best_reading.decision = silent_kind.decision
            and best_reading.reading = silent_kind.reading
    where
        (best_reading.score >= 2.5 or best_reading.decision = 'status')
        and silent_kind.reading is null
    qualify row_number() over (
        partition by sibling.chain_key, best_reading.decision
        order by
            best_reading.margin desc, sibling.link_type asc nulls first, best_reading.reading asc
    ) = 1
),

-- "those who left poverty were distributed as follows: A County, 41,300; B County, 52,600": what
-- the sentence says before the colon.
lift as (
    select
        sentence_key,
        min(token_index_first) as token_index
    from {{ ref('int_lexicon__term_mention') }}
    where term_class = 'lift'
    group by sentence_key
),

tabulated as (
    select
        sibling.mention_key,
        'kind' as decision,
        'people_lifted' as reading
    from sibling
    inner join mention on sibling.mention_key = mention.mention_key
    inner join lift
        on
            mention.sentence_key = lift.sentence_key
            and mention.token_index_first > lift.token_index
    where
        sibling.is_tabulated
        and sibling.chain_unit_class in ('unit_person', 'unit_household')
),

final as (
    select
        tabulated.mention_key,
        tabulated.decision,
        tabulated.reading,
        rule_echo.rule_id,
        rule_echo.weight,
        rule_echo.link_type as cue_term,
        cast(null as integer) as gap
    from tabulated
    inner join rule_echo
        on
            tabulated.decision = rule_echo.decision
            and rule_echo.link_type = 'ellipsis'

    union all

    select
        sibling.mention_key,
        chain_reading.decision,
        chain_reading.reading,
        rule_echo.rule_id,
        rule_echo.weight,
        sibling.link_type as cue_term,
        cast(null as integer) as gap
    from sibling
    inner join chain_reading on sibling.chain_key = chain_reading.chain_key
    inner join rule_echo
        on
            coalesce(sibling.link_type, 'first') = rule_echo.link_type
            and chain_reading.decision = rule_echo.decision
    inner join mention on sibling.mention_key = mention.mention_key
    -- A small bare number beside a sum of money counts something else.
    where
        (
            chain_reading.reading != 'funds'
            or mention.unit_class is not null
            or mention.number_value >= 1000
        )
        -- Villages in a list with trainees are not trained, nor do they benefit as persons do.
        and (
            chain_reading.reading not in ('training_participants', 'beneficiaries')
            or coalesce(mention.unit_class, '') not in ('unit_village', 'unit_county')
        )
)

select * from final
