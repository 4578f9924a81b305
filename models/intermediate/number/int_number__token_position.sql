-- Running counts along a sentence; the difference of two tokens' counts says what stands between
-- them.
with token as (
    select
        sentence_key,
        token_index,
        token_text,
        token_norm
    from {{ ref('int_text__token') }}
),

mention as (
    select * from {{ ref('int_number__mention') }}
),

word as (
    select
        sentence_key,
        token_index_first as token_index,
        bool_or(term_class = 'glue') as is_glue,
        bool_or(term_class = 'act') as is_act,
        bool_or(term_class not in ('glue', 'act')) as is_predicate
    from {{ ref('int_lexicon__term_mention') }}
    where term_class in ('glue', 'act', 'predicate') or split_part(term_class, '_', 1) = 'give'
    group by sentence_key, token_index_first
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
        sentence_key,
        {{ whole_numbers('phrase_index_first', 'token_index_last') }} as token_index
    from mention
),

classed as (
    select
        token.sentence_key,
        token.token_index,
        token.token_norm,
        {{ regexp_like('token.token_text', "'^[A-ZÀ-Þ]'") }} as is_capital,
        coalesce(word.is_act, false) as is_act,
        coalesce(word.is_predicate, false) as is_predicate,
        counted_mention.token_index is not null as is_counted,
        not coalesce(word.is_glue, false) and mention_token.token_index is null as is_content
    from token
    left join word
        on token.sentence_key = word.sentence_key and token.token_index = word.token_index
    left join counted_mention
        on
            token.sentence_key = counted_mention.sentence_key
            and token.token_index = counted_mention.token_index
    left join mention_token
        on
            token.sentence_key = mention_token.sentence_key
            and token.token_index = mention_token.token_index
),

neighboured as (
    select
        *,
        coalesce(lag(is_capital) over sentence_order, false) as is_behind_capital,
        coalesce(lead(is_capital) over sentence_order, false) as is_before_capital,
        coalesce(lag(is_predicate) over sentence_order, false) as is_behind_predicate,
        coalesce(lead(is_predicate) over sentence_order, false) as is_before_predicate,
        -- Verbs that tell of something done, but not "… to hold …" and "…, to which the county
        -- sent …", which go on with what was told before them.
        is_act
        and not coalesce(
            lag(token_norm) over sentence_order = 'to'
            or bool_or(token_norm in ('which', 'whom')) over four_before,
            false
        ) as is_new_act
    from classed
    window
        sentence_order as (partition by sentence_key order by token_index),
        four_before as (
            partition by sentence_key order by token_index
            rows between 4 preceding and 1 preceding
        )
),

-- "Zizhou County, Shaanxi Province, …": a comma between names separates no clauses …
linked_name as (
    select
        *,
        token_norm in (',', 'and') and is_behind_capital and is_before_capital as is_between_names
    from neighboured
),

-- … nor does the one that closes such a row: "in Cheng County and Hui County, …".
name_comma as (
    select
        *,
        token_norm = ','
        and (
            is_between_names
            or (
                is_behind_capital
                and coalesce(
                    max(case when is_between_names then token_index end) over before
                    = max(case when not is_capital then token_index end) over before,
                    false
                )
            )
        ) as is_name_comma
    from linked_name
    window before as (
        partition by sentence_key order by token_index
        rows between unbounded preceding and 1 preceding
    )
),

counted as (
    select
        sentence_key,
        token_index,
        is_new_act,
        -- A stop begins a clause, and so does "and" before a verb ("… and held trainings").
        cast(count(
            case
                when is_name_comma then null
                when token_norm in (',', ';', '(', ')', ':') then 1
                -- … but not "was reduced or waived".
                when
                    token_norm in ('and', 'but', 'while', 'or')
                    and is_before_predicate
                    and not is_behind_predicate
                    then 1
            end
        ) over running as integer) as clause_count,
        cast(count(case when token_norm = ';' then 1 end) over running as integer)
            as semicolon_count,
        cast(count(case when is_counted then 1 end) over running as integer) as number_count,
        cast(count(case when is_content then 1 end) over running as integer) as content_count
    from name_comma
    window running as (
        partition by sentence_key order by token_index rows unbounded preceding
    )
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
        max(case when is_new_act then clause_count end) over (
            partition by sentence_key order by token_index rows unbounded preceding
        ) as act_clause
    from counted
)

select * from final
