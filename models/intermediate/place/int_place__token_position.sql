-- One row per token of a sentence with numbers or places: the clause, the statement and the list of
-- commas that it stands in.
with told_sentence as (
    select sentence_key from {{ ref('int_number__mention') }}
    union
    select sentence_key from {{ ref('int_place__evidence') }}
),

token as (
    select token.*
    from {{ ref('int_text__token') }} as token
    inner join told_sentence on token.sentence_key = told_sentence.sentence_key
),

preposition as (
    select * from {{ ref('place_preposition') }}
),

conjunct_word as (
    select * from {{ ref('place_conjunct_word') }}
),

classed as (
    select
        token.sentence_key,
        token.token_index,
        token.token_norm,
        {{ regexp_like('token.token_text', "'^[A-ZÀ-Þ]'") }} as is_capital,
        {{ regexp_like('token.token_text', "'^[0-9]'") }}
        or token.token_norm in ('rmb', 'cny', 'usd', '¥', '$') as is_figure,
        preposition.word is not null as is_preposition,
        token.token_norm in ('has', 'have', 'had', 'was', 'were', 'will', 'is', 'are')
            as is_finite_verb,
        conjunct_word.word_class,
        conjunct_word.word_class = 'past verb'
        or (
            conjunct_word.word_class is null
            and {{ regexp_like('token.token_text', "'^[a-z]{2,}ed$'") }}
        ) as is_past_verb
    from token
    left join preposition on token.token_norm = preposition.word
    left join conjunct_word on token.token_norm = conjunct_word.word
),

neighboured as (
    select
        *,
        lag(token_norm, 1, '') over sentence_order as norm_1,
        lag(token_norm, 2, '') over sentence_order as norm_2,
        lag(token_norm, 3, '') over sentence_order as norm_3,
        lag(token_norm, 4, '') over sentence_order as norm_4,
        lag(is_capital, 1, false) over sentence_order as is_capital_1,
        lead(token_norm) over sentence_order as norm_behind,
        lead(is_capital, 1, false) over sentence_order as is_capital_behind,
        lead(is_figure, 1, false) over sentence_order as is_figure_behind,
        coalesce(lag(word_class, 1) over sentence_order, '') as class_1,
        coalesce(lag(word_class, 2) over sentence_order, '') as class_2,
        lag(is_preposition, 1, false) over sentence_order as is_preposition_1,
        lag(is_preposition, 2, false) over sentence_order as is_preposition_2,
        -- What ends the search for a verb behind: a comma, a number.
        {{ first_known("case when token_norm in (',', ';') then token_index end") }}
            over following as next_comma_index,
        {{ first_known('case when is_finite_verb then token_index end') }}
            over following as next_finite_index,
        {{ first_known('case when is_past_verb then token_index end') }}
            over following as next_past_index,
        {{ first_known('case when not is_capital then token_index end') }}
            over following as next_small_index
    from classed
    window
        sentence_order as (partition by sentence_key order by token_index),
        following as (
            partition by sentence_key order by token_index
            rows between 1 following and 8 following
        )
),

begun as (
    -- ", invested", ", and invested", ", and successively invested" begin a statement.
    select
        *,
        coalesce(is_past_verb, false)
        and (
            norm_1 in (',', ';')
            or (class_1 = 'before a verb' and norm_2 in (',', ';'))
            -- ", and insurers indemnified"
            or (norm_2 = 'and' and norm_3 in (',', ';'))
            or (class_1 = 'before a verb' and class_2 = 'before a verb' and norm_3 in (',', ';'))
        )
        -- ", and entrepreneurs returning to X had invested": another subject.
        or (
            token_norm = 'and'
            and norm_1 in (',', ';')
            and coalesce(next_finite_index < coalesce(next_comma_index, 100000), false)
        )
        -- ", and 22 classes reached 1,500 people in X", ", and the Commission brought desks".
        or (
            token_norm = 'and'
            and norm_1 in (',', ';')
            and (is_figure_behind or is_capital_behind or norm_behind = 'the')
            and coalesce(next_past_index < coalesce(next_comma_index, 100000), false)
        )
        -- ", plus one workshop for 60 teachers in Y", "for 400 people and Y County did the same".
        or (token_norm = 'plus' and norm_1 = ',')
        or (
            token_norm = 'and'
            and not is_capital_1
            and is_capital_behind
            and next_small_index = next_past_index
        )
        -- "hopes to bring in 4 million and has decided to set aside 2 million".
        or (
            token_norm = 'and'
            and coalesce(norm_behind, '') in ('has', 'have', 'had', 'will', 'is', 'shall')
        ) as is_statement_begin,
        -- "…, including", "…, of which": the stated parts of what stands before.
        token_norm in ('including', 'comprising')
        or (
            token_norm in ('which', 'whom', 'them', 'these', 'this')
            and norm_1 in ('of', 'among')
        )
        or (token_norm = 'which' and norm_1 = 'in' and is_figure_behind) as is_part_begin
    from neighboured
),

final as (
    select
        sentence_key,
        token_index,
        token_norm,
        is_capital,
        is_preposition,
        is_preposition_1
        or (is_preposition_2 and norm_1 in ('the', 'its', 'both', 'our', 'their', 'these', 'all'))
            as is_after_preposition,
        -- Something goes or happens there.
        norm_1 in ('in', 'at', 'to', 'for', 'into', 'across', 'within', 'inside')
        or (
            norm_2 in ('in', 'at', 'to', 'for', 'into', 'across', 'within', 'inside')
            and norm_1 in ('the', 'both', 'its', 'their')
        )
        -- "In the neighbouring X".
        or norm_1 in ('neighbouring', 'neighboring', 'nearby') as is_after_goal,
        norm_1 in ('supported', 'helped', 'assisted', 'aided', 'subsidized', 'subsidised')
            as is_after_aid,
        norm_1 = 'by'
        or (norm_2 = 'by' and norm_1 in ('the', 'its', 'their'))
        -- "by doctors from X"
        or (norm_1 = 'from' and 'by' in (norm_3, norm_4)) as is_after_by,
        norm_1 = 'from' or (norm_2 = 'from' and norm_1 = 'the') as is_after_from,
        -- ", in X", "and in the Y", "; X": the place begins a phrase of its own.
        case
            when not (is_preposition_1 or norm_1 = 'the') then norm_1
            when norm_1 = 'the' and is_preposition_2 then norm_3
            else norm_2
        end in ('', ',', ';', ':', '(', 'and', 'while', 'whereas', 'but', 'plus')
            as is_phrase_begin,
        norm_1 in ('in', 'at') or (norm_2 in ('in', 'at') and norm_1 = 'the') as is_after_in,
        -- The bracket that the token stands in, 0 outside.
        case
            when
                {{ count_where("token_norm in ('(', '（')") }} over sentence_order
                > {{ count_where("token_norm in (')', '）')") }} over sentence_order
                then {{ count_where("token_norm in ('(', '（')") }} over sentence_order
            else 0
        end as bracket_number,
        {{ count_where('is_part_begin') }} over sentence_order as part_number,
        {{ count_where("token_norm = ';'") }} over sentence_order as clause_number,
        {{ count_where("token_norm = ';' or is_statement_begin") }} over sentence_order
            as statement_number,
        {{ count_where("token_norm in (',', '(', ')')") }} over sentence_order as comma_count,
        {{ count_where("token_norm = 'and'") }} over sentence_order as and_count
    from begun
    window sentence_order as (
        partition by sentence_key order by token_index rows unbounded preceding
    )
)

select * from final
