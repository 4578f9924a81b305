-- What each period expression says: start and end year, and how it stands in its sentence.
with expression as (
    select * from {{ ref('int_period__expression') }}
),

date_mention as (
    select * from {{ ref('int_period__date') }}
),

symbol as (
    select * from {{ ref('int_period__symbol_position') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

document as (
    select * from {{ ref('int_text__document') }}
),

five_year_plan as (
    select * from {{ ref('five_year_plan') }}
),

party_congress as (
    select * from {{ ref('party_congress') }}
),

-- "Plan 2019: the city will pay 3 million", "July 10: lists are due": a label dates what it heads.
label_end as (
    select
        sentence_key,
        min(symbol_index) as colon_index
    from symbol
    where token_norm in (':', '：')
    group by sentence_key
    having min(symbol_index) <= 8
),

-- A date that no frame claims is kept: it is a mention, though it dates no fact, unless it is an
-- adverb by itself ("last year") or stands in a label.
unframed_date as (
    select
        date_mention.sentence_key,
        date_mention.position_first,
        date_mention.position_last,
        date_mention.date_form as frame,
        'date_unframed' as rule_id,
        case
            when
                date_mention.date_source = 'reference' and date_mention.modifier_type <> 'end'
                then 'at'
            when
                (
                    date_mention.date_source = 'explicit'
                    or date_mention.date_form like '%<month>%'
                )
                and date_mention.position_last < label_end.colon_index
                then 'at'
            else 'bare'
        end as period_type,
        cast(null as integer) as years_per_unit
    from date_mention
    left join expression
        on
            date_mention.sentence_key = expression.sentence_key
            and date_mention.position_first >= expression.position_first
            and date_mention.position_last <= expression.position_last
    left join label_end on date_mention.sentence_key = label_end.sentence_key
    where expression.sentence_key is null
),

framed as (
    select
        sentence_key,
        position_first,
        position_last,
        frame,
        rule_id,
        period_type,
        years_per_unit
    from expression

    union all

    select * from unframed_date
),

placed as (
    select
        framed.*,
        sentence.document_key,
        sentence.paragraph_key,
        sentence.sentence_index,
        document.reference_year,
        document.current_year,
        first_symbol.token_start as mention_start,
        last_symbol.token_end as mention_end,
        first_symbol.segment_index,
        first_symbol.chunk_index,
        first_symbol.is_quoted,
        first_symbol.content_before_count = 0
        or since_symbol.symbol_index is not null
        or coalesce(framed.position_last < label_end.colon_index, false) as is_leading,
        since_symbol.symbol_index is not null as is_in_since_clause,
        first_symbol.segment_future_count > 0 as is_in_future_clause,
        -- "Up 45 million yuan from 2015": the year that is compared with.
        exists(
            select 1 from symbol
            left join symbol as behind_symbol
                on
                    symbol.sentence_key = behind_symbol.sentence_key
                    and symbol.symbol_index + 1 = behind_symbol.symbol_index
            where
                framed.sentence_key = symbol.sentence_key
                and symbol.symbol_index between framed.position_first - 6
                and framed.position_first - 2
                and symbol.chunk_index = first_symbol.chunk_index
                and symbol.token_norm in (
                    'up', 'down', 'increased', 'rose', 'risen', 'grew', 'grown', 'decreased',
                    'fell', 'fallen', 'dropped', 'declined'
                )
                and coalesce(behind_symbol.token_norm, '') not in ('to', 'from')
        ) as is_behind_change,
        coalesce(
            before_symbol.is_participle and before_symbol.auxiliary_before_count = 0
            and first_symbol.content_before_count > 0
            -- "Accumulated since 2015, the loans are 5 million".
            and before_symbol.token_norm not in ('accumulated', 'cumulated'),
            false
        ) as is_participial,
        substr(
            sentence.sentence_text,
            first_symbol.token_start + 1,
            last_symbol.token_end - first_symbol.token_start
        ) as mention_text
    from framed
    inner join sentence on framed.sentence_key = sentence.sentence_key
    inner join document on sentence.document_key = document.document_key
    inner join symbol as first_symbol
        on
            framed.sentence_key = first_symbol.sentence_key
            and framed.position_first = first_symbol.symbol_index
    inner join symbol as last_symbol
        on
            framed.sentence_key = last_symbol.sentence_key
            and framed.position_last = last_symbol.symbol_index
    left join label_end on framed.sentence_key = label_end.sentence_key
    left join symbol as before_symbol
        on
            framed.sentence_key = before_symbol.sentence_key
            and framed.position_first - 1 = before_symbol.symbol_index
    -- "Since the reform in 2012".
    left join symbol as since_symbol
        on
            framed.sentence_key = since_symbol.sentence_key
            and since_symbol.token_norm = 'since'
            and since_symbol.content_before_count = 0
            and first_symbol.chunk_index = since_symbol.chunk_index
            and framed.position_first > since_symbol.symbol_index
),

contained_date as (
    select
        placed.sentence_key,
        placed.position_first,
        date_mention.date_form,
        date_mention.date_source,
        date_mention.year_offset,
        date_mention.counts_from,
        date_mention.modifier_type,
        date_mention.stated_year,
        date_mention.plan_number,
        date_mention.position_first as date_position_first,
        date_mention.position_last as date_position_last,
        row_number() over (
            partition by placed.sentence_key, placed.position_first
            order by date_mention.position_first
        ) as date_number
    from placed
    inner join date_mention
        on
            placed.sentence_key = date_mention.sentence_key
            and date_mention.position_first between placed.position_first and placed.position_last
),

-- The number of years of a span ("three years") or of a congress, outside any date.
contained_number as (
    select
        placed.sentence_key,
        placed.position_first,
        max(symbol.symbol_value) as stated_number
    from placed
    inner join symbol
        on
            placed.sentence_key = symbol.sentence_key
            and symbol.symbol_index between placed.position_first and placed.position_last
            and symbol.symbol in ('<n>', '<nth>')
    left join contained_date
        on
            placed.sentence_key = contained_date.sentence_key
            and placed.position_first = contained_date.position_first
            and symbol.symbol_index
            between contained_date.date_position_first and contained_date.date_position_last
    where contained_date.sentence_key is null
    group by placed.sentence_key, placed.position_first
),

stated as (
    select
        placed.*,
        first_date.date_form as first_date_form,
        first_date.date_source as first_date_source,
        first_date.year_offset as first_year_offset,
        first_date.plan_number,
        second_date.date_source as second_date_source,
        second_date.year_offset as second_year_offset,
        second_date.modifier_type as second_modifier_type,
        contained_number.stated_number,
        coalesce(first_date.modifier_type, 'whole') as first_modifier_type,
        case first_date.date_source
            when 'explicit' then first_date.stated_year
            when 'reference'
                then
                    case first_date.counts_from
                        when 'day' then placed.current_year
                        else placed.reference_year
                    end
                    + first_date.year_offset
        end as first_year,
        case second_date.date_source
            when 'explicit' then second_date.stated_year
            when 'reference'
                then
                    case second_date.counts_from
                        when 'day' then placed.current_year
                        else placed.reference_year
                    end
                    + second_date.year_offset
        end as second_year
    from placed
    left join contained_date as first_date
        on
            placed.sentence_key = first_date.sentence_key
            and placed.position_first = first_date.position_first
            and first_date.date_number = 1
    left join contained_date as second_date
        on
            placed.sentence_key = second_date.sentence_key
            and placed.position_first = second_date.position_first
            and second_date.date_number = 2
    left join contained_number
        on
            placed.sentence_key = contained_number.sentence_key
            and placed.position_first = contained_number.position_first
),

-- "That year", "in May" refer to the last year that opened a clause of the same paragraph.
with_context as (
    select
        *,
        mod(max(case
            when
                period_type = 'at' and first_date_source = 'explicit' and is_leading
                and not is_quoted
                then (cast(sentence_index as bigint) * 10000 + position_first) * 10000 + first_year
        end) over (
            partition by paragraph_key order by sentence_index, position_first
            rows between unbounded preceding and 1 preceding
        ), 10000) as context_year
    from stated
),

dated as (
    select
        *,
        coalesce(
            first_year,
            case
                when first_date_source = 'context'
                    then
                        coalesce(second_year, context_year, reference_year) + first_year_offset
            end
        ) as date_year,
        coalesce(
            second_year,
            case
                when second_date_source = 'context'
                    then coalesce(first_year, context_year, reference_year) + second_year_offset
            end
        ) as last_year,
        coalesce(context_year, reference_year) as base_year
    from with_context
),

typed as (
    select
        *,
        case
            -- "Up 8 % on 2015": a year alone is not a day.
            when rule_id = 'at_day' and first_date_form = '<year>' then 'comparison'
            when rule_id = 'since_plain' and frame like 'from %' and is_behind_change
                then 'comparison'
            -- "From March 3 to 5": days, not years.
            when
                period_type = 'since'
                and {{ regexp_like('first_date_form', "'<n> (-|to|and) <n>'") }}
                then 'at'
            when period_type = 'at' and is_in_since_clause then 'since'
            when period_type = 'at' and plan_number is not null then 'plan'
            when period_type = 'until' and plan_number is not null then 'until_plan'
            when period_type = 'since' and plan_number is not null then 'since_plan'
            when period_type = 'comparison' and plan_number is not null then 'comparison'
            else period_type
        end as resolved_type
    from dated
),

resolved as (
    select
        {{ row_key(['typed.sentence_key', 'typed.mention_start', 'typed.mention_end']) }}
            as period_mention_key,
        typed.document_key,
        typed.paragraph_key,
        typed.sentence_key,
        typed.sentence_index,
        typed.position_first,
        typed.position_last,
        typed.segment_index,
        typed.chunk_index,
        typed.mention_start,
        typed.mention_end,
        typed.mention_text,
        typed.rule_id,
        typed.resolved_type as period_type,
        typed.first_date_source as date_source,
        typed.is_leading,
        typed.is_quoted,
        typed.is_participial,
        typed.reference_year,
        cast(case typed.resolved_type
            when 'at' then typed.date_year
            -- "By the end of the year", "of last year": in its course. "By the end of June" leaves
            -- the start open.
            when 'until'
                then case
                    when
                        (
                            typed.first_date_source = 'context'
                            or (
                                typed.first_date_source = 'reference'
                                and typed.first_modifier_type = 'end'
                            )
                        )
                        and typed.first_date_form not like '%<month>%'
                        then typed.date_year
                end
            when 'since' then typed.date_year
            when 'range' then typed.date_year
            when 'bare_range' then typed.date_year
            when 'short_range' then typed.date_year
            when 'comparison' then typed.date_year
            when 'bare' then typed.date_year
            when 'plan' then five_year_plan.start_year
            when 'name' then five_year_plan.start_year
            when 'since_plan' then five_year_plan.start_year
            when 'past' then typed.reference_year - typed.stated_number * typed.years_per_unit + 1
            when 'past_one' then typed.reference_year - typed.years_per_unit + 1
            when 'past_half' then typed.reference_year - typed.stated_number
            when 'span'
                then
                    case
                        when typed.is_in_future_clause then typed.base_year
                        else typed.base_year - typed.stated_number * typed.years_per_unit + 1
                    end
            when 'span_from' then typed.date_year
            when 'past_to'
                then typed.date_year - typed.stated_number * typed.years_per_unit + 1
            when 'next' then typed.current_year + 1
            when 'since_context' then typed.context_year
            when 'landmark' then party_congress.congress_year
        end as integer) as period_start_year,
        cast(case typed.resolved_type
            when 'at' then typed.date_year
            when 'until' then typed.date_year
            -- "From next year on": open at its end.
            when 'since'
                then case
                    when typed.date_year <= typed.reference_year then typed.reference_year
                end
            when 'range' then typed.last_year
            when 'bare_range' then typed.last_year
            when 'short_range'
                then typed.date_year - mod(typed.date_year, 100) + typed.stated_number
            when 'comparison' then typed.date_year
            when 'bare' then typed.date_year
            when 'plan' then five_year_plan.end_year
            when 'name' then five_year_plan.end_year
            when 'since_plan' then typed.reference_year
            when 'until_plan' then five_year_plan.end_year
            when 'past' then typed.reference_year
            when 'past_one' then typed.reference_year
            when 'past_half' then typed.reference_year
            when 'span'
                then
                    case
                        when typed.is_in_future_clause
                            then
                                typed.base_year + typed.stated_number * typed.years_per_unit - 1
                        else typed.base_year
                    end
            when 'span_from'
                then typed.date_year + typed.stated_number * typed.years_per_unit - 1
            when 'past_to' then typed.date_year
            when 'next'
                then typed.current_year + typed.stated_number * typed.years_per_unit
            when 'since_context' then typed.reference_year
            when 'landmark'
                then case
                    when
                        coalesce(party_congress.congress_year, typed.reference_year)
                        <= typed.reference_year
                        then typed.reference_year
                end
            when 'to_date' then typed.reference_year
            when 'cumulative' then typed.reference_year
        end as integer) as period_end_year,
        typed.resolved_type not in ('comparison', 'bare', 'bare_range', 'name')
        and not typed.is_quoted as is_dating
    from typed
    left join five_year_plan on typed.plan_number = five_year_plan.plan_number
    left join party_congress
        on
            typed.resolved_type = 'landmark'
            and typed.stated_number = party_congress.congress_number
),

-- What the paragraph dated before: "in the same period", "since then".
followed as (
    select
        *,
        {{ last_known("case when is_dating then period_end_year end") }} over before_it
            as previous_end_year,
        {{ last_known(
            "case when is_dating and period_end_year is not null"
            " then coalesce(period_start_year, 0) end"
        ) }} over before_it as previous_start_year
    from resolved
    window before_it as (
        partition by paragraph_key order by sentence_index, position_first
        rows between unbounded preceding and 1 preceding
    )
),

final as (
    select
        period_mention_key,
        document_key,
        paragraph_key,
        sentence_key,
        sentence_index,
        position_first,
        position_last,
        segment_index,
        chunk_index,
        mention_start,
        mention_end,
        mention_text,
        rule_id,
        period_type,
        date_source,
        is_leading,
        is_quoted,
        is_participial,
        reference_year,
        case
            when period_type in ('same_period', 'since_context')
                then coalesce(period_start_year, nullif(previous_start_year, 0))
            else period_start_year
        end as period_start_year,
        case
            when period_type = 'same_period' then coalesce(previous_end_year, reference_year)
            else period_end_year
        end as period_end_year,
        is_dating
    from followed
)

select * from final
