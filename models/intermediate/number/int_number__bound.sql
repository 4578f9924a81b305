-- The words that make a number a lower, an upper or an approximate bound: "more than" before it,
-- "or so" behind it.
with series as (
    select * from {{ ref('int_number__series') }}
    where coalesce(unit_class, '') not in ('year', 'date', 'ordinal', 'code')
),

term_mention as (
    select * from {{ ref('int_lexicon__term_mention') }}
    where split_part(term_class, '_', 1) = 'bound'
),

token as (
    select * from {{ ref('int_text__token') }}
),

hyphen as (
    select
        sentence_key,
        token_index
    from token
    where token_norm = '-'
),

-- "Summed up to 9 million", "brought it up to 9", "made over 9 million to the county": the words
-- belong to the verb.
verb_particle as (
    select distinct
        particle.sentence_key,
        particle.token_index as token_index_first
    from token as particle
    inner join token as verb
        on
            particle.sentence_key = verb.sentence_key
            and (
                (
                    particle.token_norm = 'up'
                    and (
                        (
                            verb.token_index = particle.token_index - 1
                            and (
                                verb.token_norm in ('came', 'went', 'ran')
                                or {{ regexp_like(
                                    'verb.token_norm',
                                    "'^(sum|add|mount|amount|climb|come|go|run)(s|es|m?ed|[mn]?ing)?$'"
                                ) }}
                            )
                        )
                        or (
                            verb.token_index between particle.token_index - 8
                            and particle.token_index - 1
                            and verb.token_norm in ('bring', 'brings', 'brought', 'bringing')
                        )
                    )
                )
                or (
                    particle.token_norm = 'over'
                    and verb.token_index = particle.token_index - 1
                    and verb.token_norm in (
                        'made', 'handed', 'handing', 'signed', 'signing', 'turned', 'turning'
                    )
                )
            )
),

bound_term as (
    select
        term_mention.sentence_key,
        term_mention.token_index_first,
        term_mention.token_index_last,
        right(term_mention.term_class, 6) = '_after' as is_after,
        case
            when term_mention.term_class in ('bound_more', 'bound_more_after') then 'more_than'
            when term_mention.term_class in ('bound_less', 'bound_less_after') then 'less_than'
            else 'about'
        end as value_bound
    from term_mention
    left join verb_particle
        on
            term_mention.sentence_key = verb_particle.sentence_key
            and term_mention.token_index_first = verb_particle.token_index_first
    -- "9 households and more than 20 people": "and more" bounds what stands behind.
    left join token as than_token
        on
            term_mention.sentence_key = than_token.sentence_key
            and term_mention.token_index_last + 1 = than_token.token_index
            and than_token.token_norm = 'than'
    where
        verb_particle.sentence_key is null
        and (than_token.sentence_key is null or right(term_mention.term_class, 6) != '_after')
),

before_number as (
    select
        series.sentence_key,
        series.group_index,
        bound_term.value_bound,
        bound_term.token_index_first as bound_index_first,
        null as token_index_last
    from series
    inner join bound_term
        on
            series.sentence_key = bound_term.sentence_key
            and bound_term.token_index_last = series.phrase_index_first - 1
            and not bound_term.is_after
),

after_number as (
    -- Behind the number ("30 or more villages"), behind its unit ("30 villages or so") or inside
    -- ("20-odd million").
    select
        series.sentence_key,
        series.group_index,
        bound_term.value_bound,
        series.phrase_index_first as bound_index_first,
        bound_term.token_index_last
    from series
    left join hyphen
        on
            series.sentence_key = hyphen.sentence_key
            and series.token_index_last + 1 = hyphen.token_index
    inner join bound_term
        on
            series.sentence_key = bound_term.sentence_key
            and bound_term.is_after
            and (
                bound_term.token_index_first
                in (series.token_index_last + 1, series.unit_index_last + 1)
                or (
                    series.token_index_first < bound_term.token_index_first
                    and series.token_index_last > bound_term.token_index_last
                )
                -- "10,000-odd"
                or (
                    bound_term.token_index_first = series.token_index_last + 2
                    and hyphen.token_index is not null
                )
            )
    left join series as next_number
        on
            bound_term.sentence_key = next_number.sentence_key
            and bound_term.token_index_last + 1 = next_number.phrase_index_first
    -- "1.5 billion yuan plus 200 million"
    where next_number.sentence_key is null
),

bound as (
    select * from before_number
    union all
    select * from after_number
),

final as (
    -- "not more than": the longer expression says what is meant.
    select *
    from bound
    qualify row_number() over (
        partition by sentence_key, group_index
        order by bound_index_first asc, token_index_last desc nulls last, value_bound asc
    ) = 1
)

select * from final
