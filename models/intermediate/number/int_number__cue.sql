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

cue_class as (
    select distinct cue_class from {{ ref('rule_cue') }}
),

token_position as (
    select * from {{ ref('int_number__token_position') }}
),

term_cue as (
    select
        mention.mention_key,
        mention.sentence_key,
        term_mention.term_class as cue_class,
        term_mention.term as cue_term,
        term_mention.token_index_first as cue_index_first,
        term_mention.token_index_last as cue_index_last,
        mention.bound_index_first,
        mention.phrase_index_first,
        mention.phrase_index_last,
        case
            when term_mention.token_index_last < mention.phrase_index_first then 'before'
            when term_mention.token_index_first > mention.phrase_index_last then 'after'
            else 'unit'
        end as side
    from mention
    inner join term_mention on mention.sentence_key = term_mention.sentence_key
    inner join cue_class on term_mention.term_class = cue_class.cue_class
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

measured as (
    select
        stretch.*,
        case
            when stretch.side = 'unit' then 0
            else stretch.stretch_end - stretch.stretch_start
        end as gap,
        coalesce(stretch_end.clause_count - stretch_start.clause_count, 0) as clauses_between,
        coalesce(stretch_end.number_count - stretch_start.number_count, 0) as numbers_between,
        coalesce(stretch_end.content_count - stretch_start.content_count, 0) as content_between,
        -- Tells another clause of the stretch of something else that was done?
        coalesce(
            stretch_end.act_clause > stretch_start.clause_count
            or stretch_end.semicolon_count > stretch_start.semicolon_count,
            false
        ) as has_act_between
    from stretch
    left join token_position as stretch_start
        on
            stretch.sentence_key = stretch_start.sentence_key
            and stretch.stretch_start = stretch_start.token_index
    left join token_position as stretch_end
        on
            stretch.sentence_key = stretch_end.sentence_key
            and stretch.stretch_end = stretch_end.token_index
),

-- The head of the phrase with "of": its last term of money or of what is no money given.
of_head as (
    select
        of_phrase.mention_key,
        term_mention.term_class as cue_class,
        term_mention.term as cue_term,
        term_mention.token_index_first as cue_index_first,
        term_mention.token_index_last as cue_index_last
    from of_phrase
    inner join term_mention
        on
            of_phrase.sentence_key = term_mention.sentence_key
            and of_phrase.token_index_first <= term_mention.token_index_first
            and of_phrase.token_index_last >= term_mention.token_index_last
            and split_part(term_mention.term_class, '_', 1) in ('money', 'not')
    inner join cue_class on term_mention.term_class = cue_class.cue_class
    qualify rank() over (
        partition by of_phrase.mention_key
        order by term_mention.token_index_last desc, term_mention.token_index_first asc
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
        -- How near, among the cues of the same family on the same side: verbs of giving, nouns of
        -- money and their opposites compete with each other, every other class with itself.
        dense_rank() over (
            partition by
                mention_key,
                side,
                case
                    when
                        split_part(cue_class, '_', 1) in ('give', 'money', 'not')
                        and cue_class != 'not_training'
                        then 'money'
                    else cue_class
                end
            order by gap
        ) as nearness_rank
    from measured
)

select * from final
