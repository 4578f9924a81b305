-- Sessions and participants of one statement tied together. Within a sentence, up to a semicolon,
-- numbers of trainings and of participants alternate: a new statement begins where the kind that
-- came first comes again after the other. What stands in one clause belongs together ("90 people
-- were trained, and five courses were held for 200"). A sentence that gives only the other half
-- continues the statement of the sentence before ("… held five courses. A total of 200 people
-- attended.").
with fact as (
    select * from {{ ref('int_fact__mention') }}
    where measure in ('training_sessions', 'training_participants')
),

token_position as (
    select * from {{ ref('int_number__token_position') }}
),

part as (
    select * from {{ ref('int_fact__part') }}
),

number_period as (
    select * from {{ ref('int_period__number_period') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

-- "… held five courses": a sentence that tells of trainings of its own.
holding_act as (
    select
        sentence_key,
        min(token_index) as token_index
    from token
    where
        token_norm in (
            'held', 'holds', 'hold', 'holding', 'conducted', 'conducting', 'organized',
            'organised', 'organizing', 'organising', 'carried', 'launched', 'opened', 'ran'
        )
    group by sentence_key
),

segmented as (
    select
        fact.*,
        token_position.semicolon_count as segment_index,
        token_position.clause_count,
        number_period.period_start_year,
        number_period.period_end_year,
        coalesce(holding_act.token_index < fact.token_index_first, false) as has_own_act
    from fact
    inner join token_position
        on
            fact.sentence_key = token_position.sentence_key
            and fact.token_index_first = token_position.token_index
    left join number_period on fact.mention_key = number_period.mention_key
    left join holding_act on fact.sentence_key = holding_act.sentence_key
),

neighbour as (
    select
        *,
        first_value(measure) over segment_order as leading_measure,
        lag(measure) over segment_order as previous_measure,
        coalesce(
            lag(measure) over segment_order != measure
            and lag(clause_count) over segment_order = clause_count,
            false
        ) as is_tied_back,
        coalesce(
            lead(measure) over segment_order != measure
            and lead(clause_count) over segment_order = clause_count,
            false
        ) as is_tied_on
    from segmented
    window segment_order as (
        partition by sentence_key, segment_index order by token_index_first
    )
),

numbered as (
    select
        *,
        sum(
            case
                when previous_measure is null then 1
                when is_tied_back and not is_tied_on then 0
                when
                    is_tied_on and not is_tied_back
                    and (measure != previous_measure or measure != leading_measure)
                    then 1
                when measure = leading_measure and previous_measure != leading_measure then 1
                else 0
            end
        ) over (
            partition by paragraph_key order by sentence_index, token_index_first
        ) as group_index
    from neighbour
),

training_group as (
    select
        paragraph_key,
        group_index,
        min(sentence_index) as sentence_index,
        min(measure) as only_measure,
        min(period_start_year) as period_start_year,
        max(period_end_year) as period_end_year,
        bool_or(has_own_act) as has_own_act,
        count(distinct measure) as measure_count
    from numbered
    group by paragraph_key, group_index
),

continued as (
    select
        *,
        coalesce(
            measure_count = 1
            and lag(measure_count) over paragraph_order = 1
            and only_measure != lag(only_measure) over paragraph_order
            and period_start_year
            is not distinct from lag(period_start_year) over paragraph_order
            and period_end_year is not distinct from lag(period_end_year) over paragraph_order
            and (
                (
                    sentence_index = lag(sentence_index) over paragraph_order + 1
                    and not (only_measure = 'training_participants' and has_own_act)
                )
                -- "five courses were held; the attendance was 200"
                or (
                    sentence_index = lag(sentence_index) over paragraph_order
                    and only_measure = 'training_participants'
                )
            ),
            false
        ) as is_continuation
    from training_group
    window paragraph_order as (partition by paragraph_key order by group_index)
),

statement as (
    select
        paragraph_key,
        group_index,
        sum(case when is_continuation then 0 else 1 end) over (
            partition by paragraph_key order by group_index
        ) as statement_index
    from continued
),

stated as (
    select
        numbered.mention_key,
        numbered.document_key,
        numbered.measure,
        numbered.sentence_index,
        numbered.token_index_first,
        {{ row_key(['numbered.paragraph_key', 'statement.statement_index']) }} as statement_key
    from numbered
    inner join statement
        on
            numbered.paragraph_key = statement.paragraph_key
            and numbered.group_index = statement.group_index
),

-- A part belongs to the statement of its total.
attached as (
    select
        stated.mention_key,
        stated.document_key,
        stated.measure,
        stated.sentence_index,
        stated.token_index_first,
        coalesce(total.statement_key, stated.statement_key) as statement_key
    from stated
    left join part on stated.mention_key = part.mention_key
    left join stated as total on part.parent_mention_key = total.mention_key
),

final as (
    select
        mention_key,
        document_key,
        measure,
        statement_key,
        -- The n-th sessions and the n-th participants of a statement share a row.
        row_number() over (
            partition by statement_key, measure order by sentence_index, token_index_first
        ) as row_index
    from attached
)

select * from final
