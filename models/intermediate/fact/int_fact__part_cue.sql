-- How each number that states a fact stands to the words before it that turn from a total to its
-- parts: "of which 5 million", "including 5 million", "out of the 9 million yuan, 5 million".
with fact as (
    select * from {{ ref('int_fact__mention') }}
),

term_mention as (
    select * from {{ ref('int_lexicon__term_mention') }}
),

mention as (
    select * from {{ ref('int_number__mention') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

-- Few sentences can announce a part: only in those it matters how their tokens stand.
announcing_sentence as (
    select sentence_key
    from term_mention
    where term_class in ('part', 'part_share', 'part_contribution')

    union

    select sentence_key
    from token
    where
        (token_index = 1 or token_norm in ('.', ',', '(', ';', ':', 'and', '"'))
        and {{ regexp_like(
            'words_ahead',
            "'^([^ ]+ )?(out of|of (the|this|these|those|them|that|it|which|whom)) '"
        ) }}
),

sentence as (
    select distinct fact.sentence_key
    from fact
    inner join announcing_sentence on fact.sentence_key = announcing_sentence.sentence_key
),

word as (
    select
        sentence_key,
        token_index_first as token_index,
        bool_or(term_class = 'predicate' or split_part(term_class, '_', 1) = 'give')
            as is_predicate,
        bool_or(term_class = 'source_word') as is_source
    from term_mention
    where
        term_class in ('predicate', 'source_word') or split_part(term_class, '_', 1) = 'give'
    group by sentence_key, token_index_first
),

levelled as (
    select
        token.sentence_key,
        token.token_index,
        token.token_norm,
        word.is_predicate,
        coalesce(lag(token.token_norm) over in_sentence, '.') as norm_before,
        coalesce(lag(token.token_norm, 2) over in_sentence, '.') as second_before,
        lead(token.token_norm) over in_sentence as norm_behind,
        -- "Out of the lottery fund 5 million was given"; but "out of the fund" that was spoken of.
        bool_or(word.is_source) over (
            partition by token.sentence_key order by token.token_index
            rows between 3 following and 7 following
        ) as is_source_named,
        sum(case token.token_norm when '(' then 1 when ')' then -1 else 0 end) over in_sentence
            as bracket_depth,
        sum(case token.token_norm when ';' then 1 else 0 end) over in_sentence as statement_index
    from sentence
    inner join token on sentence.sentence_key = token.sentence_key
    left join word
        on token.sentence_key = word.sentence_key and token.token_index = word.token_index
    window in_sentence as (partition by token.sentence_key order by token.token_index)
),

-- "… of which 5 million for roads, and raise 3 million": the next act of the same subject.
acting as (
    select
        *,
        count(case when is_predicate and norm_before = 'and' and second_before = ',' then 1 end)
            over (partition by sentence_key order by token_index) as act_count
    from levelled
),

announcing as (
    -- "Yun County alone got 5 million" opens its sentence; "not including 9 million" is no part.
    select
        term_mention.sentence_key,
        term_mention.token_index_last as cue_index_last,
        false as is_naming_total,
        case
            when term_mention.term = 'alone' and term_mention.token_index_first <= 4 then 1
            else term_mention.token_index_first
        end as cue_index_first
    from term_mention
    inner join levelled
        on
            term_mention.sentence_key = levelled.sentence_key
            and term_mention.token_index_first = levelled.token_index
    where term_mention.term_class = 'part' and levelled.norm_before != 'not'

    union

    -- "Roads accounted for 5 million", "9 people got out; Yun and Bei contributed 5 and 4".
    select
        term_mention.sentence_key,
        term_mention.token_index_last as cue_index_last,
        false as is_naming_total,
        term_mention.token_index_first as cue_index_first
    from term_mention
    inner join fact
        on
            term_mention.sentence_key = fact.sentence_key
            and term_mention.token_index_last = fact.bound_index_first - 1
            and (
                term_mention.term_class = 'part_share'
                or (term_mention.term_class = 'part_contribution' and fact.measure != 'funds')
            )

    union

    -- A clause that opens with "of the …", "of them"; "out of 9 million yuan, …".
    select
        sentence_key,
        token_index + case norm_before when 'out' then 0 else 1 end as cue_index_last,
        norm_before = 'out' or norm_behind in ('the', 'this', 'these', 'those') as is_naming_total,
        token_index as cue_index_first
    from levelled
    where
        token_norm = 'of'
        and (
            (
                norm_before in ('.', ',', '(', ';', ':', 'and', '"')
                and norm_behind in (
                    'the', 'this', 'these', 'those', 'them', 'that', 'it', 'which', 'whom'
                )
            )
            or (
                norm_before = 'out' and second_before in ('.', ',', ';', ':', 'and')
                and norm_behind not in ('which', 'whom', 'them', 'it')
            )
        )
),

cue as (
    select
        sentence_key,
        cue_index_first,
        max(cue_index_last) as cue_index_last,
        bool_or(is_naming_total) as is_naming_total
    from announcing
    group by sentence_key, cue_index_first
),

final as (
    select
        fact.mention_key,
        cast(cue.cue_index_first as string) as span_key,
        'cue' as span_class,
        case
            when cue.is_naming_total and first_token.is_source_named then 'behind_source'
            when part_token.act_count > last_token.act_count then 'behind_next_act'
            -- "79 of whom found work, and 208 others": the cue is of the 79 only.
            when
                cue_number.mention_key is not null
                and fact.bound_index_first - cue.cue_index_last > 2
                and coalesce(cue_number.unit_class, fact.unit_class) = fact.unit_class
                then 'behind_cue_of_number'
            -- A semicolon ends the enumeration, and so does the bracket in which it stands.
            when
                part_token.statement_index != last_token.statement_index
                or part_token.bracket_depth < first_token.bracket_depth
                then 'behind_end'
            when cue.is_naming_total then 'behind_naming_cue'
            else 'behind_cue'
        end as relation,
        'any' as number_group,
        fact.token_index_first - cue.cue_index_first as distance
    from fact
    inner join cue
        on fact.sentence_key = cue.sentence_key and fact.token_index_first > cue.cue_index_last
    inner join acting as part_token
        on
            fact.sentence_key = part_token.sentence_key
            and fact.token_index_first = part_token.token_index
    inner join acting as first_token
        on
            cue.sentence_key = first_token.sentence_key
            and cue.cue_index_first = first_token.token_index
    inner join acting as last_token
        on
            cue.sentence_key = last_token.sentence_key
            and cue.cue_index_last = last_token.token_index
    left join mention as cue_number
        on
            cue.sentence_key = cue_number.sentence_key
            and case when first_token.token_norm in ('of', 'among') then cue.cue_index_first - 1 end
            = cue_number.phrase_index_last
)

select * from final
