-- Numbers that depend on the number before them in the sentence: a member of a list ("538 teachers
-- as well as nine headmasters") or a bare number that leaves its noun out ("… 5,296 courses, of
-- which 4,694 …").
with mention as (
    select * from {{ ref('int_number__mention') }}
),

unit_group as (
    select * from {{ ref('unit_group') }}
    where unit_group in ('money', 'count', 'training', 'session')
),

token as (
    select * from {{ ref('int_text__token') }}
),

predicate as (
    select distinct
        sentence_key,
        token_index_first as token_index
    from {{ ref('int_lexicon__term_mention') }}
    where term_class in ('predicate', 'lift_exit')
),

conjunction as (
    select distinct
        sentence_key,
        token_index_last as token_index
    from {{ ref('int_lexicon__term_mention') }}
    where term_class = 'conjunction'
),

counted as (
    -- Years, percentages and the like take no part.
    select
        mention.mention_key,
        mention.sentence_key,
        mention.token_index_first,
        mention.bound_index_first,
        mention.phrase_index_last,
        mention.unit_class,
        mention.unit_term,
        mention.has_noun,
        unit_group.unit_group,
        previous_token.token_norm as previous_norm
    from mention
    left join token as previous_token
        on
            mention.sentence_key = previous_token.sentence_key
            and mention.bound_index_first - 1 = previous_token.token_index
    left join unit_group on mention.unit_class = unit_group.unit_class
    where
        mention.unit_class is null
        or unit_group.unit_group is not null
),

previous as (
    select
        *,
        lag(mention_key) over sentence_order as previous_mention_key,
        lag(unit_group) over sentence_order as previous_unit_group,
        lag(phrase_index_last) over sentence_order as previous_phrase_index_last
    from counted
    window sentence_order as (partition by sentence_key order by token_index_first)
),

between_numbers as (
    select
        previous.mention_key,
        count(predicate.token_index) as predicate_count
    from previous
    left join predicate
        on
            previous.sentence_key = predicate.sentence_key
            and previous.previous_phrase_index_last < predicate.token_index
            and previous.token_index_first > predicate.token_index
    group by previous.mention_key
),

linked as (
    select
        previous.*,
        case
            when
                previous.unit_class is null
                and not previous.has_noun
                and coalesce(previous.previous_norm, '') not in ('the', 'other', 'these', 'those')
                then 'ellipsis'
            when
                previous.unit_group = previous.previous_unit_group
                and between_numbers.predicate_count = 0
                and conjunction.sentence_key is not null
                then 'list'
        end as link_type
    from previous
    inner join between_numbers on previous.mention_key = between_numbers.mention_key
    left join conjunction
        on
            previous.sentence_key = conjunction.sentence_key
            and conjunction.token_index = previous.bound_index_first - 1
    where previous.previous_mention_key is not null
),

-- Members of one chain: each is linked to the one before it.
chained as (
    select
        counted.*,
        linked.link_type,
        sum(case when linked.link_type is null then 1 else 0 end) over (
            partition by counted.sentence_key order by counted.token_index_first
        ) as chain_index
    from counted
    left join linked on counted.mention_key = linked.mention_key
),

final as (
    select
        mention_key,
        {{ row_key(['sentence_key', 'chain_index']) }} as chain_key,
        link_type,
        row_number() over chain as chain_position,
        count(*) over (partition by sentence_key, chain_index) as chain_size,
        -- The noun that an elliptic number leaves out.
        first_value(unit_class) over chain as chain_unit_class,
        first_value(unit_term) over chain as chain_unit_term
    from chained
    window chain as (partition by sentence_key, chain_index order by token_index_first)
    qualify count(*) over (partition by sentence_key, chain_index) > 1
)

select * from final
