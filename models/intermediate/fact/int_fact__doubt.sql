-- What a careful reader would doubt about a number of the source. It stays as stated, as far as
-- tables can hold it; the doubt stands beside it.
with mention as (
    select * from {{ ref('int_number__mention') }}
),

cue as (
    select * from {{ ref('int_fact__doubt_cue') }}
),

percentage as (
    select * from {{ ref('int_fact__doubtful_percentage') }}
),

fact as (
    select * from {{ ref('int_fact__mention') }}
),

fact_key as (
    select * from {{ ref('int_fact__fact_key') }}
),

part as (
    select * from {{ ref('int_fact__part') }}
),

part_cue as (
    select * from {{ ref('int_lexicon__term_mention') }}
    where term_class = 'part'
),

context as (
    select * from {{ ref('int_fact__context') }}
),

number_period as (
    select * from {{ ref('int_period__number_period') }}
),

document as (
    select * from {{ ref('int_text__document') }}
),

restatement as (
    select * from {{ ref('int_fact__restatement') }}
),

-- A part in another currency than its total cannot be compared with it.
same_money_part as (
    select
        part.mention_key,
        part.parent_mention_key
    from part
    inner join fact as part_fact on part.mention_key = part_fact.mention_key
    inner join fact as total_fact on part.parent_mention_key = total_fact.mention_key
    where
        part_fact.measure != 'funds'
        or coalesce(part_fact.unit_term, 'CNY') = coalesce(total_fact.unit_term, 'CNY')
),

larger_than_total as (
    select
        part_fact.mention_key,
        'component larger than its total' as issue_type,
        'high' as severity,
        'states ' || part_fact.mention_text || ' as part of ' || total_fact.mention_text as detail
    from same_money_part as part
    inner join fact as part_fact on part.mention_key = part_fact.mention_key
    inner join fact as total_fact on part.parent_mention_key = total_fact.mention_key
    where part_fact.number_value > total_fact.number_value

    union all

    -- "a total of X, of which Y": Y is larger than every amount before the cue.
    select
        part_fact.mention_key,
        'component larger than its total' as issue_type,
        'high' as severity,
        'states ' || part_fact.mention_text || ' as part of ' || total_fact.mention_text as detail
    from fact as part_fact
    inner join part_cue
        on
            part_fact.sentence_key = part_cue.sentence_key
            and part_fact.token_index_first - part_cue.token_index_last between 1 and 6
            and part_cue.term in ('of which', 'including', 'among which', 'of this', 'of the total')
    inner join fact as total_fact
        on
            part_fact.sentence_key = total_fact.sentence_key
            and part_fact.measure = total_fact.measure
            and part_fact.unit_class is not distinct from total_fact.unit_class
            and part_fact.unit_term is not distinct from total_fact.unit_term
            and part_cue.token_index_first - total_fact.token_index_last between 1 and 12
    left join part on part_fact.mention_key = part.mention_key
    where part_fact.number_value > total_fact.number_value and part.mention_key is null
),

part_sum as (
    select
        total_fact.mention_key,
        total_fact.mention_text,
        total_fact.number_value,
        sum(part_fact.number_value) as parts_value,
        max(part_fact.number_value) as largest_value
    from same_money_part as part
    inner join fact as part_fact on part.mention_key = part_fact.mention_key
    inner join fact as total_fact on part.parent_mention_key = total_fact.mention_key
    group by total_fact.mention_key, total_fact.mention_text, total_fact.number_value
),

parts_exceed as (
    select
        mention_key,
        'parts do not add up' as issue_type,
        -- Parts none of which is larger than the total can overlap.
        case when largest_value > number_value then 'medium' else 'low' end as severity,
        'the parts of ' || mention_text || ' add up to '
        || cast(cast(parts_value as bigint) as string) as detail
    from part_sum
    where parts_value > number_value * 1.005
),

outside_span as (
    select
        context.mention_key,
        'year outside the document''s span' as issue_type,
        'low' as severity,
        'period ' || coalesce(cast(context.period_start_year as string), '…') || '–'
        || coalesce(cast(context.period_end_year as string), '…') || ', document of '
        || cast(document.reference_year as string) as detail
    from context
    inner join fact on context.mention_key = fact.mention_key
    inner join document on fact.document_key = document.document_key
    where
        fact.status = 'actual'
        and (
            context.period_end_year > document.reference_year + 1
            or context.period_end_year < document.reference_year - 30
        )
),

without_value as (
    select
        mention_key,
        'number too large' as issue_type,
        'high' as severity,
        concat(mention_text, ': so many figures count nothing') as detail,
        'left without a value' as treatment
    from mention
    where number_value is null
),

misstated_period as (
    select
        number_period.mention_key,
        'period that cannot be' as issue_type,
        'medium' as severity,
        concat('the period stated for it ', number_period.misstatement) as detail,
        case number_period.misstatement
            when 'ends before it starts' then 'its years put in order'
            else 'left without that year'
        end as treatment
    from number_period
    inner join fact on number_period.mention_key = fact.mention_key
    where number_period.misstatement is not null
),

disagreeing as (
    select
        restatement.mention_key,
        'restated with another value' as issue_type,
        'medium' as severity,
        'says ' || later.mention_text || ', earlier ' || earlier.mention_text as detail
    from restatement
    inner join fact as later on restatement.mention_key = later.mention_key
    inner join fact as earlier on restatement.restated_mention_key = earlier.mention_key
    where
        later.number_value != earlier.number_value
        and (earlier.value_bound = 'exact' or later.number_value < earlier.number_value)
),

-- Numbers that are doubtful by themselves, whether or not they state a fact.
by_itself as (
    select
        cue.mention_key,
        cue.issue_type,
        cue.severity,
        mention.mention_text || ': ' || cue.evidence as detail
    from cue
    inner join mention on cue.mention_key = mention.mention_key
    where cue.role = 'doubt'
),

contradicted as (
    select
        percentage.mention_key,
        cue.issue_type,
        cue.severity,
        percentage.detail
    from percentage
    inner join cue
        on
            percentage.mention_key = cue.mention_key
            and percentage.rule_id = cue.rule_id
),

kept as (
    select * from by_itself
    union all
    select * from contradicted
    union all
    select * from larger_than_total
    union all
    select * from parts_exceed
    union all
    select * from outside_span
    union all
    select * from disagreeing
),

doubt as (
    select
        *,
        'kept as stated' as treatment
    from kept
    union all
    select * from without_value
    union all
    select * from misstated_period
),

-- A number that states no fact stands in the ledger only.
final as (
    select
        coalesce(fact_key.fact_table, 'number_ledger') as fact_table,
        coalesce(fact_key.fact_key, doubt.mention_key) as fact_key,
        min(doubt.mention_key) as mention_key,
        doubt.issue_type,
        doubt.severity,
        doubt.detail,
        doubt.treatment
    from doubt
    left join fact_key on doubt.mention_key = fact_key.mention_key
    group by
        coalesce(fact_key.fact_table, 'number_ledger'),
        coalesce(fact_key.fact_key, doubt.mention_key),
        doubt.issue_type,
        doubt.severity,
        doubt.detail,
        doubt.treatment
)

select * from final
