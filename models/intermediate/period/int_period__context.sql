-- The periods outside its sentence that a number could be of: in the sentences before it, in its
-- heading, in the title of a plan, and what the document reports on.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
),

any_period as (
    select * from {{ ref('int_period__mention') }}
),

period_mention as (
    select * from any_period
    where is_dating
),

sentence as (
    select
        *,
        row_number() over (partition by paragraph_key order by sentence_index) = 1 as is_head
    from {{ ref('int_text__sentence') }}
),

document as (
    select * from {{ ref('int_text__document') }}
),

planned as (
    select mention_key
    from {{ ref('int_number__choice') }}
    where decision = 'status' and reading = 'planned'
),

perfect as (
    select
        sentence_key,
        bool_or(token_norm in ('has', 'have')) as is_present,
        bool_or(token_norm = 'had') as is_past
    from {{ ref('int_text__token') }}
    group by sentence_key
),

scope as (
    select
        number_mention.mention_key,
        sentence.sentence_key,
        sentence.paragraph_key,
        sentence.heading_key,
        sentence.document_key,
        sentence.sentence_index,
        case when planned.mention_key is not null then 'planned' else 'any' end as number_group
    from number_mention
    inner join sentence on number_mention.sentence_key = sentence.sentence_key
    left join planned on number_mention.mention_key = planned.mention_key
),

-- "Of this, 3 million came from the county": the part is of the years of its whole.
part_sentence as (
    select distinct sentence_key
    from {{ ref('int_lexicon__term_mention') }}
    where term_class = 'part' and token_index_first = 1
),

-- A white paper looks back on many years: it names more spans of years than dates in its last one.
spanning as (
    select document_key
    from period_mention
    group by document_key
    having
        count(*) filter (where period_type in ('range', 'short_range', 'plan')) >= greatest(
            4,
            1 + count(*) filter (
                where period_type = 'at' and period_end_year = reference_year
            )
        )
),

-- A year that opens a paragraph holds for all of it, one that opens a later sentence for the two
-- behind it, a span of years for one, and so does a question: "How much was given over 24 years?"
opening as (
    select
        period_mention.*,
        coalesce(period_mention.period_end_year > period_mention.reference_year, false)
            as is_to_come,
        spanning.document_key is not null
        and period_mention.period_type in ('range', 'short_range', 'plan', 'since', 'past_to')
        and period_mention.period_end_year >= period_mention.reference_year - 1
            as is_span_told,
        case
            when
                period_mention.is_leading and period_mention.period_type = 'at'
                and period_mention.date_source in ('explicit', 'reference')
                then case when sentence.is_head then 1000 else 2 end
            when
                rtrim(sentence.sentence_text) like '%?'
                or (
                    period_mention.is_leading
                    and period_mention.period_type in ('range', 'short_range')
                    and period_mention.date_source in ('explicit', 'reference')
                )
                then 1
            else 0
        end as reach
    from period_mention
    inner join sentence on period_mention.sentence_key = sentence.sentence_key
    left join spanning on period_mention.document_key = spanning.document_key
),

paragraph_pair as (
    select
        scope.mention_key,
        opening.period_mention_key as span_key,
        scope.number_group,
        case
            when
                part_sentence.sentence_key is not null
                and scope.sentence_index = opening.sentence_index + 1
                and opening.period_type not in ('until', 'to_date')
                then 'part_goes_on'
            -- "So far, 30 firms have come. They have invested 5 million": the perfect goes on.
            when
                opening.is_leading and not opening.is_to_come
                and scope.sentence_index = opening.sentence_index + 1
                and case
                    when opening.period_type in ('to_date', 'since', 'past') then perfect.is_present
                    when opening.period_type = 'until' then perfect.is_past
                    else false
                end
                then 'perfect_goes_on'
            when
                scope.sentence_index > opening.sentence_index + opening.reach
                and opening.is_span_told
                then 'span_goes_on'
            when scope.sentence_index > opening.sentence_index + opening.reach then null
            -- "Next year 9 villages are to follow. 5 million is to be spent": plans go on as plans.
            when opening.is_to_come then 'opens_plan_before'
            else 'opens_sentence_before'
        end as relation,
        (scope.sentence_index - opening.sentence_index) * 10000 - opening.position_first
            as distance
    from scope
    inner join opening
        on
            scope.paragraph_key = opening.paragraph_key
            and scope.sentence_index > opening.sentence_index
    left join perfect on scope.sentence_key = perfect.sentence_key
    left join part_sentence on scope.sentence_key = part_sentence.sentence_key
),

-- "Plan for 2020", "Goals of 2020": what stands below a heading that names one period.
heading_span as (
    select
        sentence.heading_key,
        min(any_period.period_mention_key) as span_key
    from sentence
    inner join any_period on sentence.sentence_key = any_period.sentence_key
    where
        sentence.paragraph_type = 'heading'
        and any_period.date_source in ('explicit', 'reference')
        and (
            (any_period.is_dating and any_period.period_type in ('at', 'range', 'plan'))
            or (
                any_period.period_type = 'bare'
                and any_period.mention_end = length(sentence.sentence_text)
            )
        )
    group by sentence.heading_key
    having count(*) = 1
),

final as (
    select
        mention_key,
        span_key,
        'opening' as span_class,
        relation,
        case relation when 'opens_plan_before' then number_group else 'any' end as number_group,
        distance
    from paragraph_pair
    where relation is not null

    union all

    select
        scope.mention_key,
        heading_span.span_key,
        'heading' as span_class,
        'only_one_of_heading' as relation,
        'any' as number_group,
        0 as distance
    from scope
    inner join heading_span on scope.heading_key = heading_span.heading_key

    union all

    -- What a plan for the years 2018-2020 plans, it plans for these.
    select
        scope.mention_key,
        document.document_key as span_key,
        'document' as span_class,
        case
            when document.plan_start_year is not null and scope.number_group = 'planned'
                then 'plan_of_title'
            when spanning.document_key is not null then 'reported_up_to'
            else 'reported_on'
        end as relation,
        'any' as number_group,
        0 as distance
    from scope
    inner join document on scope.document_key = document.document_key
    left join spanning on scope.document_key = spanning.document_key
)

select * from final
