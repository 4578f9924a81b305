-- How every possible giver of a sentence stands to its amounts of money: behind "by" or "from", as
-- the subject of a verb of giving, made to give by somebody else.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
    where unit_class = 'currency'
),

named_giver as (
    select * from {{ ref('int_agency__named_giver') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

-- Verbs by what their subject does with money: gives it, gets it, makes somebody else give it.
verb as (
    select
        sentence_key,
        token_index_first as token_index,
        bool_or(
            term_class = 'giver_verb'
            or (split_part(term_class, '_', 1) = 'give' and term_class != 'give_mobilize')
        ) as is_give,
        bool_or(term_class in ('give_mobilize', 'gain_verb')) as is_raise,
        bool_or(term_class = 'cause_verb') as is_cause
    from {{ ref('int_lexicon__term_mention') }}
    where
        split_part(term_class, '_', 1) = 'give'
        or term_class in ('giver_verb', 'gain_verb', 'cause_verb')
    group by sentence_key, token_index_first
),

-- Only where somebody is named beside an amount there is anything to weigh.
sentence as (
    select distinct number_mention.sentence_key
    from number_mention
    inner join named_giver on number_mention.sentence_key = named_giver.sentence_key
),

levelled as (
    select
        token.sentence_key,
        token.token_index,
        token.token_norm,
        coalesce(verb.is_give, false) as is_give,
        coalesce(verb.is_raise, false) as is_raise,
        coalesce(verb.is_cause, false) as is_cause,
        sum(case when token.token_norm = ';' then 1 else 0 end) over so_far as segment_number,
        sum(case when token.token_norm in (',', ';', ':') then 1 else 0 end)
            over so_far as chunk_number
    from sentence
    inner join token on sentence.sentence_key = token.sentence_key
    left join verb
        on token.sentence_key = verb.sentence_key and token.token_index = verb.token_index
    window so_far as (partition by token.sentence_key order by token.token_index)
),

-- The article between a giver and the word before it says nothing.
surrounded as (
    select
        *,
        lag(token_norm) over sentence_order as norm_before,
        lag(token_norm, 2) over sentence_order as second_norm_before,
        lag(is_cause) over sentence_order as is_cause_before,
        lag(is_cause, 2) over sentence_order as is_second_cause_before,
        max(case when is_give or is_raise then token_index end) over (
            partition by sentence_key order by token_index
            rows between unbounded preceding and 1 preceding
        ) as verb_index,
        -- Does a verb stand before the word in its clause? Then the word is an object.
        coalesce(sum(
            case when {{ regexp_like('token_norm', "'^[a-z]{2,}ed$'") }} then 1 else 0 end
            + case when is_give or is_raise or is_cause then 1 else 0 end
        ) over (
            partition by sentence_key, chunk_number order by token_index
            rows between unbounded preceding and 1 preceding
        ), 0) as verbs_before
    from levelled
    window sentence_order as (partition by sentence_key order by token_index)
),

amount as (
    select
        number_mention.mention_key,
        number_mention.sentence_key,
        number_mention.token_index_first,
        number_mention.token_index_last,
        own.segment_number,
        own.verb_index,
        verb.is_give as is_verb_give,
        verb.is_raise as is_verb_raise,
        verb.segment_number as verb_segment_number,
        verb.norm_before in ('was', 'were', 'been', 'be', 'being', 'is', 'are') as is_passive,
        lead(number_mention.token_index_first) over (
            partition by number_mention.sentence_key order by number_mention.token_index_first
        ) as next_amount_index
    from number_mention
    inner join surrounded as own
        on
            number_mention.sentence_key = own.sentence_key
            and number_mention.token_index_first = own.token_index
    left join surrounded as verb
        on
            number_mention.sentence_key = verb.sentence_key
            and own.verb_index = verb.token_index
),

giver as (
    select
        named_giver.*,
        own.segment_number,
        own.verbs_before,
        behind.token_norm as norm_behind,
        case own.norm_before
            when 'the' then own.second_norm_before else own.norm_before
        end as norm_before,
        case own.norm_before
            when 'the' then own.is_second_cause_before else own.is_cause_before
        end as is_after_cause
    from named_giver
    inner join surrounded as own
        on
            named_giver.sentence_key = own.sentence_key
            and named_giver.token_index_first = own.token_index
    left join token as behind
        on
            named_giver.sentence_key = behind.sentence_key
            and named_giver.token_index_last + 1 = behind.token_index
),

pair as (
    select
        amount.mention_key,
        giver.giver_key as span_key,
        case when giver.giver_kind in ('pronoun', 'body') then 'pronoun' else 'named' end
            as span_class,
        case
            -- "5 million yuan donated by X", "5 million yuan from X".
            when
                giver.token_index_first > amount.token_index_last
                and giver.segment_number = amount.segment_number
                and giver.norm_before in ('by', 'from')
                and giver.token_index_first < coalesce(amount.next_amount_index, 100000)
                and giver.token_index_first - amount.token_index_last <= 14
                then 'behind_giver_preposition'
            -- "2 million yuan of the X's funds".
            when
                giver.token_index_first > amount.token_index_last
                and giver.token_index_first - amount.token_index_last <= 3
                and giver.norm_before = 'of'
                and giver.is_possessive
                then 'owner_behind'
            -- "coordinated X to issue 5 million yuan".
            when
                giver.token_index_last < amount.token_index_first
                and giver.segment_number = amount.segment_number
                and giver.is_after_cause
                and giver.norm_behind in ('to', 'and', ',')
                and amount.verb_index > giver.token_index_last
                and amount.is_verb_give
                then 'made_to_give'
            -- "with donations from X, 5 million yuan", "received from X 5 million yuan".
            when
                giver.token_index_last < amount.token_index_first
                and giver.segment_number = amount.segment_number
                and giver.norm_before in ('by', 'from')
                and coalesce(amount.verb_index, 0) < giver.token_index_first
                and amount.token_index_first - giver.token_index_last <= 8
                then 'before_behind_giver_preposition'
            -- "X donated 5 million yuan": the nearest subject before the verb.
            when
                giver.token_index_last < amount.token_index_first
                and coalesce(giver.norm_before, '') not in (
                    'at', 'for', 'in', 'into', 'on', 'through', 'to', 'toward', 'towards',
                    'under', 'via', 'with', 'by', 'from', 'of', 'between', 'than', 'as'
                )
                and not giver.is_possessive
                and giver.verbs_before = 0
                and (
                    giver.giver_kind != 'place'
                    or (
                        giver.norm_behind not in ('with', 'and', ',', 'in', 'to', 'by')
                        and amount.verb_index - giver.token_index_last <= 6
                    )
                )
                and amount.verb_index > giver.token_index_last
                and amount.verb_segment_number = amount.segment_number
                and amount.token_index_first - amount.verb_index <= 25
                then
                    case
                        when amount.is_passive then 'subject_given_to'
                        when amount.is_verb_raise then 'subject_that_raises'
                        else 'subject_that_gives'
                    end
        end as relation,
        'money' as number_group,
        abs(amount.token_index_first - giver.token_index_first) as distance
    from amount
    inner join giver on amount.sentence_key = giver.sentence_key
),

final as (
    select * from pair
    where relation is not null
)

select * from final
