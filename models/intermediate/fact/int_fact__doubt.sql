-- What a careful reader would doubt about a fact. The fact stays as stated; the doubt stands beside
-- it.
with fact as (
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

document as (
    select * from {{ ref('int_text__document') }}
),

restatement as (
    select * from {{ ref('int_fact__restatement') }}
),

fractional as (
    select
        mention_key,
        'fractional count' as issue_type,
        'high' as severity,
        'counts '
        || cast(number_value as varchar)
        || ': persons, households and trainings are whole'
            as detail
    from fact
    where measure != 'funds' and number_value != floor(number_value)
),

larger_than_total as (
    select
        part_fact.mention_key,
        'component larger than its total' as issue_type,
        'high' as severity,
        'states ' || part_fact.mention_text || ' as part of ' || total_fact.mention_text as detail
    from part
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
        sum(part_fact.number_value) as parts_value
    from part
    inner join fact as part_fact on part.mention_key = part_fact.mention_key
    inner join fact as total_fact on part.parent_mention_key = total_fact.mention_key
    group by total_fact.mention_key, total_fact.mention_text, total_fact.number_value
),

parts_exceed as (
    select
        mention_key,
        'parts do not add up' as issue_type,
        'medium' as severity,
        'the parts of ' || mention_text || ' add up to '
        || cast(cast(parts_value as bigint) as varchar) as detail
    from part_sum
    where parts_value > number_value * 1.005
),

implausible as (
    select
        mention_key,
        'implausible size' as issue_type,
        'medium' as severity,
        mention_text || ' is beyond what such a fact can be' as detail
    from fact
    where
        (measure = 'funds' and number_value > 50000000000000)
        or (measure = 'funds' and number_value < 100)
        or (measure = 'people_lifted' and unit_class = 'unit_county' and number_value > 2900)
        or (measure = 'people_lifted' and number_value > 1400000000)
        or (measure = 'training_sessions' and number_value > 1000000)
),

outside_span as (
    select
        context.mention_key,
        'year outside the document''s span' as issue_type,
        'low' as severity,
        'period ' || coalesce(cast(context.period_start_year as varchar), '…') || '–'
        || coalesce(cast(context.period_end_year as varchar), '…') || ', document of '
        || cast(document.reference_year as varchar) as detail
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

wide_range as (
    select
        mention_key,
        'misprinted number' as issue_type,
        'medium' as severity,
        'the range ' || mention_text || ' spans a factor of four or more' as detail
    from fact
    where number_low is not null and number_low > 0 and number_value / number_low >= 4
),

doubt as (
    select * from fractional
    union all
    select * from larger_than_total
    union all
    select * from parts_exceed
    union all
    select * from implausible
    union all
    select * from outside_span
    union all
    select * from disagreeing
    union all
    select * from wide_range
),

final as (
    select distinct
        fact_key.fact_table,
        fact_key.fact_key,
        doubt.issue_type,
        doubt.severity,
        doubt.detail,
        'kept as stated' as treatment
    from doubt
    inner join fact_key on doubt.mention_key = fact_key.mention_key
)

select * from final
