-- Every lexicon term that could say what a number means, with how it stands to the number: before
-- or behind it or inside its noun phrase, how many tokens, clauses, other numbers and content words
-- away.
with mention as (
    select * from {{ ref('int_number__mention') }}
),

term_mention as (
    select * from {{ ref('int_lexicon__term_mention') }}
),

of_phrase as (
    select * from {{ ref('int_number__of_phrase') }}
),

-- Verbs of giving, nouns of money and their opposites compete with each other, every other class
-- with itself.
cue_family as (
    select
        cue_class,
        max_gap,
        case
            when
                split_part(cue_class, '_', 1) in ('give', 'money', 'not')
                and cue_class != 'not_training'
                then 'money'
            else cue_class
        end as cue_family
    from {{ ref('rule_cue') }}
),

-- No rule hears a term that stands farther off than any rule of its family allows.
cue_class as (
    select
        cue_class,
        cue_family,
        max(max(max_gap)) over (partition by cue_family) as farthest_gap
    from cue_family
    group by cue_class, cue_family
),

cue_mention as (
    select
        term_mention.*,
        cue_class.cue_family,
        cue_class.farthest_gap
    from term_mention
    inner join cue_class on term_mention.term_class = cue_class.cue_class
),

token_position as (
    select * from {{ ref('int_number__token_position') }}
),

term_cue as (
    select
        mention.mention_key,
        mention.sentence_key,
        cue_mention.term_class as cue_class,
        cue_mention.term as cue_term,
        cue_mention.token_index_first as cue_index_first,
        cue_mention.token_index_last as cue_index_last,
        cue_mention.cue_family,
        cue_mention.farthest_gap,
        mention.phrase_index_first,
        mention.phrase_index_last,
        case
            when cue_mention.token_index_last < mention.phrase_index_first then 'before'
            when cue_mention.token_index_first > mention.phrase_index_last then 'after'
            else 'unit'
        end as side
    from mention
    inner join cue_mention on mention.sentence_key = cue_mention.sentence_key
),

-- The stretch of tokens between number and cue, both ends excluded.
stretch as (
    select
        *,
        case side
            when 'before' then cue_index_last
            when 'after' then phrase_index_last
        end as stretch_start,
        case side
            when 'before' then phrase_index_first - 1
            when 'after' then cue_index_first - 1
        end as stretch_end
    from term_cue
),

heard as (
    select
        *,
        coalesce(stretch_end - stretch_start, 0) as gap
    from stretch
    where coalesce(stretch_end - stretch_start, 0) <= farthest_gap
),

measured as (
    select
        heard.*,
        coalesce(stretch_end.clause_count - stretch_start.clause_count, 0) as clauses_between,
        coalesce(stretch_end.number_count - stretch_start.number_count, 0) as numbers_between,
        coalesce(stretch_end.content_count - stretch_start.content_count, 0) as content_between,
        -- Tells another clause of the stretch of something else that was done?
        coalesce(
            stretch_end.act_clause > stretch_start.clause_count
            or stretch_end.semicolon_count > stretch_start.semicolon_count,
            false
        ) as has_act_between
    from heard
    left join token_position as stretch_start
        on
            heard.sentence_key = stretch_start.sentence_key
            and heard.stretch_start = stretch_start.token_index
    left join token_position as stretch_end
        on
            heard.sentence_key = stretch_end.sentence_key
            and heard.stretch_end = stretch_end.token_index
),

-- The head of the phrase with "of": its last term of money or of what is no money given.
of_head as (
    select
        of_phrase.mention_key,
        cue_mention.term_class as cue_class,
        cue_mention.term as cue_term,
        cue_mention.token_index_first as cue_index_first,
        cue_mention.token_index_last as cue_index_last
    from of_phrase
    inner join cue_mention
        on
            of_phrase.sentence_key = cue_mention.sentence_key
            and of_phrase.token_index_first <= cue_mention.token_index_first
            and of_phrase.token_index_last >= cue_mention.token_index_last
            and split_part(cue_mention.term_class, '_', 1) in ('money', 'not')
    qualify rank() over (
        partition by of_phrase.mention_key
        order by cue_mention.token_index_last desc, cue_mention.token_index_first asc
    ) = 1
),

final as (
    select
        mention_key,
        cue_class,
        cue_term,
        cue_index_first,
        cue_index_last,
        'of_head' as side,
        0 as gap,
        0 as clauses_between,
        0 as numbers_between,
        0 as content_between,
        false as has_act_between,
        1 as nearness_rank
    from of_head

    union all

    select
        mention_key,
        cue_class,
        cue_term,
        cue_index_first,
        cue_index_last,
        side,
        cast(gap as integer) as gap,
        cast(clauses_between as integer) as clauses_between,
        cast(numbers_between as integer) as numbers_between,
        cast(content_between as integer) as content_between,
        has_act_between,
        -- How near, among the cues of the same family on the same side.
        dense_rank() over (
            partition by mention_key, side, cue_family order by gap
        ) as nearness_rank
    from measured
)

select * from final
