-- Running counts along a sentence; the difference of two tokens' counts says what stands between
-- them.
with token as (
    select * from {{ ref('int_text__token') }}
),

glue as (
    select distinct
        sentence_key,
        token_index_first as token_index
    from {{ ref('int_lexicon__term_mention') }}
    where term_class = 'glue'
),

classed as (
    select
        *,
        {{ regexp_like('token_text', "'^[A-ZÀ-Þ]'") }} as is_capital
    from token
),

-- "Zizhou County, Shaanxi Province, …": a comma between names separates no clauses …
linked_name as (
    select
        *,
        token_norm in (',', 'and')
        and coalesce(lag(is_capital) over sentence_order, false)
        and coalesce(lead(is_capital) over sentence_order, false) as is_between_names
    from classed
    window sentence_order as (partition by sentence_key order by token_index)
),

-- … nor does the one that closes such a row: "in Cheng County and Hui County, …".
name_comma as (
    select
        *,
        token_norm = ','
        and (
            is_between_names
            or (
                lag(is_capital) over sentence_order
                and coalesce(
                    max(case when is_between_names then token_index end) over before
                    = max(case when not is_capital then token_index end) over before,
                    false
                )
            )
        ) as is_name_comma
    from linked_name
    window
        sentence_order as (partition by sentence_key order by token_index),
        before as (
            partition by sentence_key order by token_index
            rows between unbounded preceding and 1 preceding
        )
),

predicate as (
    select distinct
        sentence_key,
        token_index_first as token_index
    from {{ ref('int_lexicon__term_mention') }}
    where term_class = 'predicate' or starts_with(term_class, 'give_')
),

linked as (
    select
        sentence_key,
        token_index,
        coalesce(
            lag(token_norm) over sentence_order = 'to'
            or bool_or(token_norm in ('which', 'whom')) over few_before,
            false
        ) as is_going_on
    from token
    window
        sentence_order as (partition by sentence_key order by token_index),
        few_before as (
            partition by sentence_key order by token_index
            rows between 4 preceding and 1 preceding
        )
),

-- Verbs that tell of something done, but not "… to hold …" and "…, to which the county sent …",
-- which go on with what was told before them.
act as (
    select distinct
        act_verb.sentence_key,
        act_verb.token_index_first as token_index
    from {{ ref('int_lexicon__term_mention') }} as act_verb
    inner join linked
        on
            act_verb.sentence_key = linked.sentence_key
            and act_verb.token_index_first = linked.token_index
    where act_verb.term_class = 'act' and not linked.is_going_on
),

mention as (
    select * from {{ ref('int_number__mention') }}
),

counted_mention as (
    select distinct
        sentence_key,
        token_index_last as token_index
    from mention
    where
        unit_class is null
        or unit_class not in ('year', 'date', 'ordinal', 'code', 'unit_percent', 'unit_duration')
),

mention_token as (
    select distinct
        mention.sentence_key,
        token.token_index
    from mention
    inner join token
        on
            mention.sentence_key = token.sentence_key
            and token.token_index between mention.phrase_index_first and mention.token_index_last
),

counted as (
    select
        token.sentence_key,
        token.token_index,
        act.token_index is not null as is_act,
        -- A stop begins a clause, and so does "and" before a verb ("… and held trainings").
        cast(sum(
            case
                when token.is_name_comma then 0
                when token.token_norm in (',', ';', '(', ')', ':') then 1
                -- … but not "was reduced or waived".
                when
                    token.token_norm in ('and', 'but', 'while', 'or')
                    and next_predicate.token_index is not null
                    and previous_predicate.token_index is null
                    then 1
                else 0
            end
        ) over running as integer) as clause_count,
        cast(count(case when token.token_norm = ';' then 1 end) over running as integer)
            as semicolon_count,
        cast(count(counted_mention.token_index) over running as integer) as number_count,
        cast(count(
            case when glue.token_index is null and mention_token.token_index is null then 1 end
        ) over running as integer) as content_count
    from name_comma as token
    left join glue
        on token.sentence_key = glue.sentence_key and token.token_index = glue.token_index
    left join predicate as next_predicate
        on
            token.sentence_key = next_predicate.sentence_key
            and token.token_index + 1 = next_predicate.token_index
    left join predicate as previous_predicate
        on
            token.sentence_key = previous_predicate.sentence_key
            and token.token_index - 1 = previous_predicate.token_index
    left join act
        on token.sentence_key = act.sentence_key and token.token_index = act.token_index
    left join counted_mention
        on
            token.sentence_key = counted_mention.sentence_key
            and token.token_index = counted_mention.token_index
    left join mention_token
        on
            token.sentence_key = mention_token.sentence_key
            and token.token_index = mention_token.token_index
    window running as (partition by token.sentence_key order by token.token_index)
),

final as (
    select
        sentence_key,
        token_index,
        clause_count,
        semicolon_count,
        number_count,
        content_count,
        -- The clause of the last verb that tells of something done.
        max(case when is_act then clause_count end) over (
            partition by sentence_key order by token_index
        ) as act_clause
    from counted
)

select * from final
