-- The period of every number: stated for it, else by its headline's item, paragraph, or document.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
),

relation as (
    select * from {{ ref('int_period__relation') }}
),

context as (
    select * from {{ ref('int_period__context') }}
),

period_mention as (
    select * from {{ ref('int_period__mention') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

document as (
    select * from {{ ref('int_text__document') }}
),

stock as (
    select mention_key
    from {{ ref('int_number__choice') }}
    where decision = 'stock' and reading = 'stock'
),

planned as (
    select mention_key
    from {{ ref('int_number__choice') }}
    where decision = 'status' and reading = 'planned'
),

stated as (
    {{ link_choice('relation', 'period') }}
),

-- A headline tells what its item tells: the same amount there brings its period along.
told as (
    select
        headline_number.mention_key,
        stated.span_key,
        'told' as span_class,
        'same_amount_below' as relation,
        'any' as number_group,
        row_number() over (
            partition by headline_number.mention_key
            order by
                abs(number_mention.number_value - headline_number.number_value),
                sentence.sentence_index, number_mention.mention_start
        ) as distance
    from number_mention as headline_number
    inner join sentence as headline
        on headline_number.sentence_key = headline.sentence_key and headline.is_headline
    inner join sentence
        on
            headline.section_key = sentence.section_key
            and headline.sentence_index < sentence.sentence_index
    inner join number_mention
        on
            sentence.sentence_key = number_mention.sentence_key
            and abs(number_mention.number_value - headline_number.number_value)
            <= 0.05 * headline_number.number_value
    inner join stated on number_mention.mention_key = stated.mention_key
    inner join period_mention on stated.span_key = period_mention.period_mention_key
    where stated.rule_id != 'period_date_holds_number' and period_mention.period_type != 'until'
),

pair as (
    select * from relation
    union all
    select * from context
    union all
    select * from told
),

chosen as (
    {{ link_choice('pair', 'period') }}
),

-- "Since 2012, by the end of 2016": the one gives the start, the other the end. "In the past 22
-- years … since 1996": the year says it exactly.
start_pair as (
    select
        relation.mention_key,
        relation.span_key,
        relation.span_class,
        case period_mention.period_type
            when 'past' then 'nearly_same_start' else relation.relation
        end as relation,
        relation.number_group,
        relation.distance
    from stated
    inner join period_mention on stated.span_key = period_mention.period_mention_key
    inner join relation on stated.mention_key = relation.mention_key
    inner join period_mention as other
        on
            relation.span_key = other.period_mention_key
            and other.period_type in ('since', 'landmark', 'since_plan')
    where
        case period_mention.period_type
            when 'until' then other.period_start_year <= period_mention.period_end_year
            when 'past' then abs(other.period_start_year - period_mention.period_start_year) = 1
        end
),

start_beside as (
    {{ link_choice('start_pair', 'period_start') }}
),

dated as (
    select
        chosen.mention_key,
        chosen.rule_id as choice_rule_id,
        chosen.margin,
        period_mention.*,
        stated.mention_key is not null as is_stated,
        start_mention.period_start_year as start_beside_year,
        case chosen.rule_id
            when 'period_document_plan_of_title' then document.plan_start_year
            when 'period_document_reported_up_to' then null
            else document.reference_year
        end as document_start_year,
        case chosen.rule_id
            when 'period_document_plan_of_title' then document.plan_end_year
            else document.reference_year
        end as document_end_year,
        position('of which ' in lower(sentence.sentence_text))
        between 1 and period_mention.mention_start as is_behind_part_opener
    from chosen
    inner join number_mention on chosen.mention_key = number_mention.mention_key
    inner join sentence on number_mention.sentence_key = sentence.sentence_key
    inner join document on number_mention.document_key = document.document_key
    left join stated on chosen.mention_key = stated.mention_key
    left join period_mention on chosen.span_key = period_mention.period_mention_key
    left join start_beside on chosen.mention_key = start_beside.mention_key
    left join period_mention as start_mention
        on start_beside.span_key = start_mention.period_mention_key
),

told_period as (
    select
        dated.mention_key,
        dated.period_mention_key,
        case
            when dated.period_mention_key is null then dated.document_start_year
            -- What came together since a year, is there at the end: "lent 5 million since 2015, the
            -- balance being 3 million".
            when
                stock.mention_key is not null and dated.is_stated
                and dated.period_type in ('since', 'since_plan', 'cumulative')
                then dated.period_end_year
            -- "To be lifted before the end of June": in the course of that year.
            when
                dated.is_stated and dated.period_type = 'until' and dated.date_source = 'context'
                and planned.mention_key is not null
                and (dated.is_leading or dated.rule_id = 'period_date_behind_intended')
                then dated.period_end_year
            -- "A credit line was opened, of which 3 million had been drawn by June": within a year.
            when
                dated.is_stated and dated.start_beside_year is null
                and dated.period_end_year = dated.reference_year
                and (
                    (
                        dated.period_type = 'until' and dated.date_source = 'context'
                        and (dated.segment_index > 0 or dated.is_behind_part_opener)
                    )
                    or (dated.period_type = 'to_date' and dated.is_behind_part_opener)
                )
                then dated.period_end_year
            else coalesce(dated.start_beside_year, dated.period_start_year)
        end as period_start_year,
        case
            when dated.period_mention_key is null then dated.document_end_year
            else dated.period_end_year
        end as period_end_year,
        dated.document_end_year,
        case
            when dated.is_stated then 'sentence'
            when dated.period_mention_key is not null then 'paragraph'
            else 'document'
        end as period_source,
        dated.choice_rule_id as rule_id,
        dated.margin
    from dated
    left join stock on dated.mention_key = stock.mention_key
    left join planned on dated.mention_key = planned.mention_key
),

-- Years outside the calendar of dim_year are none; a period that is told backwards ("from 2019 to
-- 2016") is that between its two years.
final as (
    select
        mention_key,
        period_mention_key,
        case
            when
                least(period_start_year, period_end_year) between 1949 and 2100
                and period_start_year is not null
                then least(period_start_year, period_end_year)
        end as period_start_year,
        case
            when
                greatest(period_start_year, period_end_year) between 1949 and 2100
                and period_end_year is not null
                then greatest(period_start_year, period_end_year)
        end as period_end_year,
        period_source,
        rule_id,
        margin,
        case
            when period_start_year > period_end_year then 'ends before it starts'
            when
                period_start_year not between 1949 and 2100
                or period_end_year not between 1949 and 2100
                then 'lies outside the calendar'
            -- "During the 99th Five-Year Plan"
            when
                document_end_year is not null
                and period_start_year is null
                and period_end_year is null
                then 'is none that is known'
        end as misstatement
    from told_period
)

select * from final
