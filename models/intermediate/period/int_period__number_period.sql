-- The period of every number: stated for it, else by its sentence, its paragraph, its document.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
),

candidate as (
    select * from {{ ref('int_period__number_candidate') }}
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

symbol as (
    select * from {{ ref('int_period__symbol') }}
),

planned as (
    select mention_key
    from {{ ref('int_number__choice') }}
    where decision = 'status' and reading = 'planned'
),

stock as (
    select mention_key
    from {{ ref('int_number__choice') }}
    where decision = 'stock' and reading = 'stock'
),

ordered as (
    select
        *,
        row_number() over (
            partition by mention_key
            order by candidate_rank, distance, period_mention_key
        ) as choice
    from candidate
),

chosen as (
    select * from ordered
    where choice = 1
),

-- "Since 2012, by the end of 2016": the one gives the start, the other the end. "In the past 22
-- years … since 1996": the year says it exactly.
start_beside as (
    select
        chosen.mention_key,
        max(other.period_start_year) as period_start_year
    from chosen
    inner join candidate as other
        on
            chosen.mention_key = other.mention_key
            and (
                (
                    chosen.period_type = 'until'
                    and other.candidate_rank <= 40
                    and chosen.period_end_year >= other.period_start_year
                )
                or (
                    chosen.period_type = 'past'
                    and abs(chosen.period_start_year - other.period_start_year) = 1
                )
            )
            and other.period_type in ('since', 'landmark', 'since_plan')
    where chosen.candidate_rank > 0
    group by chosen.mention_key
),

part_opener as (
    select
        which_symbol.sentence_key,
        min(which_symbol.symbol_index) as symbol_index
    from symbol as which_symbol
    inner join symbol as of_symbol
        on
            which_symbol.sentence_key = of_symbol.sentence_key
            and which_symbol.symbol_index - 1 = of_symbol.symbol_index
            and which_symbol.token_norm = 'which'
            and of_symbol.token_norm = 'of'
    group by which_symbol.sentence_key
),

-- "A credit line was opened, of which 3 million had been drawn by June": within the same year.
continued_clause as (
    select distinct chosen.mention_key
    from chosen
    inner join period_mention
        on chosen.period_mention_key = period_mention.period_mention_key
    inner join symbol
        on
            period_mention.sentence_key = symbol.sentence_key
            and period_mention.position_first = symbol.symbol_index
    left join part_opener
        on
            period_mention.sentence_key = part_opener.sentence_key
            and period_mention.position_first > part_opener.symbol_index
    where
        chosen.period_end_year = period_mention.reference_year
        and (
            (
                chosen.period_type = 'until'
                and period_mention.date_source = 'context'
                and (symbol.segment_index > 0 or part_opener.symbol_index is not null)
            )
            or (chosen.rule_id = 'to_date' and part_opener.symbol_index is not null)
        )
),

undated as (
    select
        number_mention.mention_key,
        number_mention.sentence_key,
        number_mention.paragraph_key,
        number_mention.number_value,
        planned.mention_key is not null as is_planned,
        sentence.sentence_index,
        sentence.is_headline,
        sentence.section_key
    from number_mention
    inner join sentence on number_mention.sentence_key = sentence.sentence_key
    left join chosen on number_mention.mention_key = chosen.mention_key
    left join planned on number_mention.mention_key = planned.mention_key
    where chosen.mention_key is null
),

-- A headline tells what its item tells: the same amount there brings its period along.
headline_match as (
    select
        undated.mention_key,
        chosen.period_start_year,
        chosen.period_end_year,
        chosen.rule_id,
        row_number() over (
            partition by undated.mention_key
            order by
                abs(told.number_value - undated.number_value), told_sentence.sentence_index,
                told.mention_start
        ) as choice
    from undated
    inner join sentence as told_sentence
        on
            undated.section_key = told_sentence.section_key
            and undated.is_headline
            and undated.sentence_index < told_sentence.sentence_index
    inner join number_mention as told
        on
            told_sentence.sentence_key = told.sentence_key
            and abs(told.number_value - undated.number_value) <= 0.05 * undated.number_value
    inner join chosen on told.mention_key = chosen.mention_key
    where chosen.candidate_rank > 0 and chosen.period_type != 'until'
),

-- "So far, 30 firms have come. They have invested 5 million": the perfect goes on.
perfect_sentence as (
    select
        sentence_key,
        max(case when token_norm in ('has', 'have') then 1 else 0 end) as has_present_perfect,
        max(case when token_norm = 'had' then 1 else 0 end) as has_past_perfect
    from symbol
    group by sentence_key
),

continued_match as (
    select
        undated.mention_key,
        period_mention.period_start_year,
        period_mention.period_end_year,
        period_mention.rule_id,
        row_number() over (
            partition by undated.mention_key order by period_mention.position_first
        ) as choice
    from undated
    inner join perfect_sentence on undated.sentence_key = perfect_sentence.sentence_key
    inner join period_mention
        on
            undated.paragraph_key = period_mention.paragraph_key
            and undated.sentence_index = period_mention.sentence_index + 1
            and period_mention.is_dating
            and period_mention.is_leading
            and period_mention.period_end_year <= period_mention.reference_year
            and (
                (
                    period_mention.period_type in ('to_date', 'since', 'past')
                    and perfect_sentence.has_present_perfect = 1
                )
                or (
                    period_mention.period_type = 'until' and perfect_sentence.has_past_perfect = 1
                )
            )
),

-- A year that opens an earlier sentence holds for the two sentences behind it, a span of years for
-- the next one, unless another one opens in between.
opening_period as (
    select
        paragraph_key,
        sentence_index,
        period_start_year,
        period_end_year,
        rule_id,
        period_type,
        reference_year,
        position_first
    from period_mention
    where
        is_dating and is_leading and period_type in ('at', 'range', 'short_range')
        and date_source in ('explicit', 'reference')

    union all

    -- "How much was given over 24 years? Three billion."
    select
        period_mention.paragraph_key,
        period_mention.sentence_index,
        period_mention.period_start_year,
        period_mention.period_end_year,
        period_mention.rule_id,
        'question' as period_type,
        period_mention.reference_year,
        period_mention.position_first
    from period_mention
    inner join sentence on period_mention.sentence_key = sentence.sentence_key
    where period_mention.is_dating and rtrim(sentence.sentence_text) like '%?'
),

paragraph_match as (
    select
        undated.mention_key,
        opening_period.period_start_year,
        opening_period.period_end_year,
        opening_period.rule_id,
        row_number() over (
            partition by undated.mention_key
            order by opening_period.sentence_index desc, opening_period.position_first desc
        ) as choice
    from undated
    inner join opening_period
        on
            undated.paragraph_key = opening_period.paragraph_key
            and undated.sentence_index > opening_period.sentence_index
            and undated.sentence_index <= opening_period.sentence_index
            + case when opening_period.period_type = 'at' then 2 else 1 end
            -- "Next year 9 villages are to follow. 5 million is to be spent": plans go on as plans.
            and (
                opening_period.period_end_year <= opening_period.reference_year
                or undated.is_planned
            )
),

-- "Plan for 2020": what stands below the heading.
heading_match as (
    select
        undated.mention_key,
        min(period_mention.period_start_year) as period_start_year,
        max(period_mention.period_end_year) as period_end_year,
        min(period_mention.rule_id) as rule_id
    from undated
    inner join sentence on undated.sentence_key = sentence.sentence_key
    inner join sentence as heading_sentence
        on
            sentence.heading_key = heading_sentence.heading_key
            and heading_sentence.paragraph_type = 'heading'
    inner join period_mention
        on
            heading_sentence.sentence_key = period_mention.sentence_key
            and period_mention.is_dating
            and period_mention.period_type in ('at', 'range', 'plan')
            and period_mention.date_source in ('explicit', 'reference')
    group by undated.mention_key
    having count(*) = 1
),

-- What a plan for the years 2018-2020 plans, it plans for these.
plan_match as (
    select
        undated.mention_key,
        document.plan_start_year,
        document.plan_end_year
    from undated
    inner join planned on undated.mention_key = planned.mention_key
    inner join number_mention on undated.mention_key = number_mention.mention_key
    inner join document on number_mention.document_key = document.document_key
    where document.plan_start_year is not null
),

final as (
    select
        number_mention.mention_key,
        chosen.period_mention_key,
        chosen.candidate_rank,
        case
            -- What came together since a year, is there at the end: "lent 5 million since 2015, the
            -- balance being 3 million".
            when
                stock.mention_key is not null
                and chosen.period_type in ('since', 'since_plan', 'cumulative')
                then chosen.period_end_year
            when chosen.mention_key is not null
                then coalesce(
                    start_beside.period_start_year,
                    chosen.period_start_year,
                    case
                        when continued_clause.mention_key is not null then chosen.period_end_year
                    end
                )
            when headline_match.mention_key is not null then headline_match.period_start_year
            when continued_match.mention_key is not null then continued_match.period_start_year
            when paragraph_match.mention_key is not null then paragraph_match.period_start_year
            when heading_match.mention_key is not null then heading_match.period_start_year
            when plan_match.mention_key is not null then plan_match.plan_start_year
            else document.reference_year
        end as period_start_year,
        case
            when chosen.mention_key is not null then chosen.period_end_year
            when headline_match.mention_key is not null then headline_match.period_end_year
            when continued_match.mention_key is not null then continued_match.period_end_year
            when paragraph_match.mention_key is not null then paragraph_match.period_end_year
            when heading_match.mention_key is not null then heading_match.period_end_year
            when plan_match.mention_key is not null then plan_match.plan_end_year
            else document.reference_year
        end as period_end_year,
        case
            when chosen.mention_key is not null then 'sentence'
            when headline_match.mention_key is not null then 'paragraph'
            when continued_match.mention_key is not null then 'paragraph'
            when paragraph_match.mention_key is not null then 'paragraph'
            when heading_match.mention_key is not null then 'paragraph'
            else 'document'
        end as period_source,
        coalesce(
            chosen.rule_id,
            headline_match.rule_id,
            continued_match.rule_id,
            paragraph_match.rule_id,
            heading_match.rule_id,
            case when plan_match.mention_key is not null then 'plan_title' end,
            'reference_year'
        ) as rule_id
    from number_mention
    inner join document on number_mention.document_key = document.document_key
    left join chosen on number_mention.mention_key = chosen.mention_key
    left join stock on number_mention.mention_key = stock.mention_key
    left join start_beside on number_mention.mention_key = start_beside.mention_key
    left join continued_clause on number_mention.mention_key = continued_clause.mention_key
    left join heading_match on number_mention.mention_key = heading_match.mention_key
    left join plan_match on number_mention.mention_key = plan_match.mention_key
    left join headline_match
        on number_mention.mention_key = headline_match.mention_key and headline_match.choice = 1
    left join continued_match
        on number_mention.mention_key = continued_match.mention_key and continued_match.choice = 1
    left join paragraph_match
        on number_mention.mention_key = paragraph_match.mention_key and paragraph_match.choice = 1
)

select * from final
