-- Running counts along a sentence; the difference of two tokens' counts says what stands between
-- them. Sentences without a number are left out.
with mention as (
    select * from {{ ref('int_number__mention') }}
),

number_sentence as (
    select distinct sentence_key from mention
),

token as (
    select
        token.sentence_key,
        token.token_index,
        token.token_text,
        token.token_norm
    from {{ ref('int_text__token') }} as token
    inner join number_sentence on token.sentence_key = number_sentence.sentence_key
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
            or {{ count_where("token_norm in ('which', 'whom')") }} over four_before > 0,
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
                    {{ last_known('case when is_between_names then token_index end') }}
                        over before
                    = {{ last_known('case when not is_capital then token_index end') }}
                        over before,
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

-- A stop begins a clause, and so does "and" before a verb ("… and held trainings"), but not "was
-- reduced or waived".
clause_begin as (
    select
        *,
        not is_name_comma
        and (
            token_norm in (',', ';', '(', ')', ':')
            or (
                token_norm in ('and', 'but', 'while', 'or')
                and is_before_predicate
                and not is_behind_predicate
            )
        ) as is_clause_begin
    from name_comma
),

counted as (
    select
        sentence_key,
        token_index,
        is_new_act,
        cast({{ count_where('is_clause_begin') }} over running as integer) as clause_count,
        cast({{ count_where("token_norm = ';'") }} over running as integer) as semicolon_count,
        cast({{ count_where('is_counted') }} over running as integer) as number_count,
        cast({{ count_where('is_content') }} over running as integer) as content_count
    from clause_begin
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
