-- Numbers that depend on another number of the sentence: members of a list ("538 teachers as well
-- as nine headmasters") and bare numbers that leave their noun out ("5,296 courses, of which 4,694
-- …").
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
        mention.number_value,
        mention.unit_class,
        mention.unit_term,
        unit_group.unit_group,
        mention.unit_class is null
        and not mention.has_noun
        and mention.number_value != 1
        and coalesce(previous_token.token_norm, '') not in ('the', 'other', 'these', 'those')
            as is_elliptic
    from mention
    left join unit_group on mention.unit_class = unit_group.unit_class
    left join token as previous_token
        on
            mention.sentence_key = previous_token.sentence_key
            and mention.bound_index_first - 1 = previous_token.token_index
    where
        mention.unit_class is null
        or unit_group.unit_group is not null
),

-- The number before it of the same group: "three schools" between two sums of money is no bar.
previous as (
    select
        *,
        coalesce(unit_group, 'bare') as list_group,
        lag(mention_key) over group_order as previous_mention_key,
        lag(is_elliptic) over group_order as is_previous_elliptic,
        lag(phrase_index_last) over group_order as previous_phrase_index_last
    from counted
    window group_order as (
        partition by sentence_key, coalesce(unit_group, 'bare') order by token_index_first
    )
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

listed as (
    -- A conjunction before the number, no verb since the number before it.
    select
        previous.*,
        coalesce(
            previous.previous_mention_key is not null
            and (
                previous.unit_group is not null
                or (previous.is_elliptic and previous.is_previous_elliptic)
            )
            and between_numbers.predicate_count = 0
            and conjunction.sentence_key is not null,
            false
        ) as is_listed
    from previous
    inner join between_numbers on previous.mention_key = between_numbers.mention_key
    left join conjunction
        on
            previous.sentence_key = conjunction.sentence_key
            and previous.bound_index_first - 1 = conjunction.token_index
),

chained as (
    select
        *,
        concat(
            list_group,
            '/',
            sum(case when is_listed then 0 else 1 end) over (
                partition by sentence_key, list_group order by token_index_first
            )
        ) as list_index
    from listed
),

-- What a bare number leaves out stands before it: the nearest number with a noun that is not
-- smaller.
antecedent as (
    select
        bare.mention_key,
        counted.list_index,
        counted.unit_class,
        counted.unit_term
    from chained as bare
    inner join chained as counted
        on
            bare.sentence_key = counted.sentence_key
            and bare.token_index_first > counted.token_index_first
            and counted.unit_class is not null
    where bare.is_elliptic
    qualify row_number() over (
        partition by bare.mention_key
        order by
            case when counted.number_value >= bare.number_value then 0 else 1 end,
            counted.token_index_first desc
    ) = 1
),

member as (
    select
        chained.mention_key,
        chained.sentence_key,
        chained.token_index_first,
        coalesce(antecedent.list_index, chained.list_index) as chain_index,
        case
            when antecedent.mention_key is not null then 'ellipsis'
            when chained.is_listed then 'list'
        end as link_type,
        coalesce(chained.unit_class, antecedent.unit_class) as chain_unit_class,
        coalesce(chained.unit_term, antecedent.unit_term) as chain_unit_term
    from chained
    left join antecedent on chained.mention_key = antecedent.mention_key
),

final as (
    select
        mention_key,
        {{ row_key(['sentence_key', 'chain_index']) }} as chain_key,
        link_type,
        row_number() over (
            partition by sentence_key, chain_index order by token_index_first
        ) as chain_position,
        count(*) over (partition by sentence_key, chain_index) as chain_size,
        chain_unit_class,
        chain_unit_term
    from member
    qualify count(*) over (partition by sentence_key, chain_index) > 1
)

select * from final
