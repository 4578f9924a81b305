-- Who may have given an amount of money: every named giver of its sentence, with the rule that
-- speaks for it and its rank.
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

giver_word as (
    select
        word,
        max(case when word_role = 'give' then 1 else 0 end) as is_give,
        max(case when word_role = 'raise' then 1 else 0 end) as is_raise,
        max(case when word_role = 'cause' then 1 else 0 end) as is_cause,
        max(case when word_role = 'recipient' then 1 else 0 end) as is_recipient,
        max(case when word_role = 'giver' then 1 else 0 end) as is_giver
    from {{ ref('agency_giver_word') }}
    group by word
),

marked as (
    select
        token.sentence_key,
        token.token_index,
        token.token_norm,
        coalesce(giver_word.is_give, 0) as is_give,
        coalesce(giver_word.is_raise, 0) as is_raise,
        coalesce(giver_word.is_cause, 0) as is_cause,
        coalesce(giver_word.is_recipient, 0) as is_recipient,
        coalesce(giver_word.is_giver, 0) as is_giver,
        lag(token.token_norm) over sentence_order as previous_norm,
        lag(token.token_norm, 2) over sentence_order as previous_two_norm,
        sum(case when token.token_norm = ';' then 1 else 0 end) over (
            partition by token.sentence_key order by token.token_index
            rows between unbounded preceding and current row
        ) as segment_index,
        sum(case when token.token_norm in (',', ';', ':') then 1 else 0 end) over (
            partition by token.sentence_key order by token.token_index
            rows between unbounded preceding and current row
        ) as chunk_index,
        max(case
            when
                (giver_word.is_give = 1 or giver_word.is_raise = 1)
                then token.token_index
        end) over (
            partition by token.sentence_key order by token.token_index
            rows between unbounded preceding and 1 preceding
        ) as verb_index
    from token
    left join giver_word on token.token_norm = giver_word.word
    window sentence_order as (partition by token.sentence_key order by token.token_index)
),

-- Does a verb stand before the word in its clause? Then the word is an object.
clause as (
    select
        sentence_key,
        token_index,
        coalesce(sum(
            case when {{ regexp_like('token_norm', "'^[a-z]{2,}ed$'") }} then 1 else 0 end
            + greatest(is_give, is_raise, is_cause)
        ) over (
            partition by sentence_key, chunk_index order by token_index
            rows between unbounded preceding and 1 preceding
        ), 0) as verb_before_count
    from marked
),

amount as (
    select
        number_mention.mention_key,
        number_mention.sentence_key,
        number_mention.token_index_first,
        number_mention.token_index_last,
        marked.segment_index,
        marked.verb_index,
        verb.is_give as is_verb_give,
        verb.is_raise as is_verb_raise,
        verb.segment_index as verb_segment_index,
        verb.previous_norm in ('was', 'were', 'been', 'be', 'being', 'is', 'are')
            as is_verb_passive,
        lead(number_mention.token_index_first) over (
            partition by number_mention.sentence_key order by number_mention.token_index_first
        ) as next_amount_index
    from number_mention
    inner join marked
        on
            number_mention.sentence_key = marked.sentence_key
            and number_mention.token_index_first = marked.token_index
    left join marked as verb
        on
            number_mention.sentence_key = verb.sentence_key
            and marked.verb_index = verb.token_index
),

-- The word before a giver, its article and its office left out.
giver as (
    select
        named_giver.*,
        own.segment_index,
        clause.verb_before_count,
        behind.token_norm as word_after,
        case
            when one_before.token_norm = 'the' then two_before.token_norm
            else one_before.token_norm
        end as word_before,
        case
            when one_before.token_norm = 'the' then two_before.is_cause
            else one_before.is_cause
        end as is_after_cause,
        case
            when one_before.token_norm = 'the' then two_before.is_recipient
            else one_before.is_recipient
        end as is_after_recipient,
        case
            when one_before.token_norm = 'the' then two_before.is_giver
            else one_before.is_giver
        end as is_after_giver
    from named_giver
    inner join marked as own
        on
            named_giver.sentence_key = own.sentence_key
            and named_giver.token_index_first = own.token_index
    inner join clause
        on
            named_giver.sentence_key = clause.sentence_key
            and named_giver.token_index_first = clause.token_index
    left join marked as one_before
        on
            named_giver.sentence_key = one_before.sentence_key
            and named_giver.token_index_first - 1 = one_before.token_index
    left join marked as two_before
        on
            named_giver.sentence_key = two_before.sentence_key
            and named_giver.token_index_first - 2 = two_before.token_index
    left join marked as behind
        on
            named_giver.sentence_key = behind.sentence_key
            and named_giver.token_index_last + 1 = behind.token_index
),

pair as (
    select
        amount.mention_key,
        giver.giver_name,
        giver.agency_key,
        giver.giver_kind,
        giver.token_index_first as giver_index,
        amount.token_index_first as amount_index,
        case
            -- "5 million yuan donated by X", "5 million yuan from X".
            when
                giver.token_index_first > amount.token_index_last
                and giver.segment_index = amount.segment_index
                and coalesce(giver.is_after_giver, 0) = 1
                and giver.token_index_first < coalesce(amount.next_amount_index, 100000)
                and giver.token_index_first - amount.token_index_last <= 14
                then 'giver_behind'
            -- "2 million yuan of the X's funds".
            when
                giver.token_index_first > amount.token_index_last
                and giver.token_index_first - amount.token_index_last <= 3
                and giver.word_before = 'of' and giver.is_possessive
                then 'owner_behind'
            -- "coordinated X to issue 5 million yuan".
            when
                giver.token_index_last < amount.token_index_first
                and giver.segment_index = amount.segment_index
                and giver.is_after_cause = 1
                and giver.word_after in ('to', 'and', ',')
                and amount.verb_index > giver.token_index_last
                and amount.is_verb_give = 1
                then 'made_to_give'
            -- "with donations from X, 5 million yuan", "received from X 5 million yuan".
            when
                giver.token_index_last < amount.token_index_first
                and giver.segment_index = amount.segment_index
                and giver.is_after_giver = 1
                and coalesce(amount.verb_index, 0) < giver.token_index_first
                and amount.token_index_first - giver.token_index_last <= 8
                then 'giver_before'
            -- "X donated 5 million yuan": the nearest subject before the verb.
            when
                giver.token_index_last < amount.token_index_first
                and coalesce(giver.is_after_recipient, 0) = 0
                and coalesce(giver.is_after_giver, 0) = 0
                and coalesce(giver.word_before, '') not in ('of', 'between', 'than', 'as')
                and not giver.is_possessive
                and giver.verb_before_count = 0
                and (
                    giver.giver_kind <> 'place'
                    or (
                        giver.word_after not in ('with', 'and', ',', 'in', 'to', 'by')
                        and amount.verb_index - giver.token_index_last <= 6
                    )
                )
                and amount.verb_index > giver.token_index_last
                and amount.verb_segment_index = amount.segment_index
                and amount.token_index_first - amount.verb_index <= 25
                then
                    case
                        when amount.is_verb_passive then 'given_to'
                        when amount.is_verb_give = 1 and amount.is_verb_raise = 0 then 'subject'
                        else 'subject_that_raises'
                    end
        end as funder_rule
    from amount
    inner join giver on amount.sentence_key = giver.sentence_key
),

final as (
    select
        mention_key,
        giver_name,
        agency_key,
        giver_kind,
        funder_rule,
        case funder_rule
            when 'giver_behind' then 1
            when 'owner_behind' then 2
            when 'made_to_give' then 3
            when 'giver_before' then 4
            else 5
        end as funder_rank,
        abs(amount_index - giver_index) as distance
    from pair
    where funder_rule is not null
)

select * from final
