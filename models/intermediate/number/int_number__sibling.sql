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

counted_noun as (
    select * from {{ ref('int_lexicon__term_mention') }}
    where term_class in ('unit_person', 'unit_person_time', 'unit_household')
),

predicate as (
    select distinct
        sentence_key,
        token_index_first as token_index,
        term = 'including' as opens_part
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
        mention.scale,
        mention.unit_class,
        mention.unit_term,
        unit_group.unit_group,
        -- "in 2015 7,956 persons": what links the number to others stands before its year.
        mention.bound_index_first - case
            when
                {{ regexp_like('previous_token.token_norm', "'^(19|20)[0-9]{2}$'") }}
                and second_token.token_norm = 'in'
                then 3
            else 1
        end as link_index,
        -- "decreased by 9,870 in one county, Shilou by 6,154"
        case
            when previous_token.token_norm in ('by', 'with', 'at') then second_token.token_text
            else previous_token.token_text
        end as name_before,
        mention.unit_class is null
        and not mention.has_noun
        and mention.number_value != 1
        and (
            coalesce(previous_token.token_norm, '') not in ('the', 'other', 'these', 'those')
            or mention.scale >= 1000000
        ) as is_elliptic
    from mention
    left join unit_group on mention.unit_class = unit_group.unit_class
    left join token as previous_token
        on
            mention.sentence_key = previous_token.sentence_key
            and mention.bound_index_first - 1 = previous_token.token_index
    left join token as second_token
        on
            mention.sentence_key = second_token.sentence_key
            and mention.bound_index_first - 2 = second_token.token_index
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
        lag(phrase_index_last) over group_order as previous_phrase_index_last,
        lag(bound_index_first) over group_order as previous_bound_index_first
    from counted
    window group_order as (
        partition by sentence_key, coalesce(unit_group, 'bare') order by token_index_first
    )
),

between_numbers as (
    select
        previous.mention_key,
        -- "200 people, including 30 women": the part of a count is counted alike.
        count(
            case
                when predicate.opens_part and previous.list_group = 'count' then null
                else predicate.token_index
            end
        ) as predicate_count
    from previous
    left join predicate
        on
            previous.sentence_key = predicate.sentence_key
            and previous.previous_phrase_index_last < predicate.token_index
            and previous.token_index_first > predicate.token_index
    group by previous.mention_key
),

-- "from 1,500 yuan in 2012 to 3,000 yuan"
from_to as (
    select previous.mention_key
    from previous
    inner join token as opening_word
        on
            previous.sentence_key = opening_word.sentence_key
            and previous.previous_bound_index_first - 1 = opening_word.token_index
            and opening_word.token_norm = 'from'
    inner join token as closing_word
        on
            previous.sentence_key = closing_word.sentence_key
            and previous.bound_index_first - 1 = closing_word.token_index
            and closing_word.token_norm = 'to'
    where previous.bound_index_first - previous.previous_phrase_index_last <= 6
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
            and (
                conjunction.sentence_key is not null
                or from_to.mention_key is not null
                -- "Tibet lifted out 628,000 people, Xinjiang 2.7 million people"
                or (
                    (previous.is_elliptic or previous.unit_group in ('count', 'money'))
                    and {{ regexp_like('previous.name_before', "'^[A-Z][a-z]'") }}
                )
            ),
            false
        ) as is_listed
    from previous
    inner join between_numbers on previous.mention_key = between_numbers.mention_key
    left join from_to on previous.mention_key = from_to.mention_key
    left join conjunction
        on
            previous.sentence_key = conjunction.sentence_key
            and previous.link_index = conjunction.token_index
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

-- Words that count people or speak of leaving poverty.
people_word as (
    select distinct
        sentence_key,
        token_index_first as token_index
    from {{ ref('int_lexicon__term_mention') }}
    where
        term_class in (
            'number_of', 'lift', 'lift_exit', 'population_noun', 'poor_population',
            'participant_noun', 'trainee_noun'
        )
),

-- The last such word before each number.
behind_people as (
    select
        chained.mention_key,
        max(people_word.token_index) as people_index
    from chained
    inner join people_word
        on
            chained.sentence_key = people_word.sentence_key
            and chained.token_index_first >= people_word.token_index
    group by chained.mention_key
),

-- What a bare number leaves out stands before it: the nearest number with a noun that is not
-- smaller; for plain figures rather a count than a sum of money ("2,340 people crossed the line of
-- 2,300 yuan, in the other county 1,870").
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
    left join behind_people on bare.mention_key = behind_people.mention_key
    where
        bare.is_elliptic
        -- "Four classes trained 160": more than there are classes counts no classes.
        and (
            counted.unit_class not in ('unit_training', 'unit_session')
            or counted.number_value >= bare.number_value
            or bare.number_value < 50
        )
        and (
            counted.unit_class != 'currency'
            or bare.scale is not null
            or behind_people.people_index is null
            or behind_people.people_index < counted.token_index_first
        )
    qualify row_number() over (
        partition by bare.mention_key
        order by
            case when counted.number_value >= bare.number_value then 0 else 1 end,
            case when counted.unit_class = 'currency' and bare.scale is null then 1 else 0 end,
            counted.token_index_first desc
    ) = 1
),

-- "the people who left poverty were distributed as follows: Enshi City, 41,300; Lichuan City,
-- 52,600": bare numbers behind a colon count what stands before it.
colon as (
    select
        sentence_key,
        token_index
    from {{ ref('int_text__token') }}
    where token_norm = ':'
),

tabulated as (
    select
        chained.mention_key,
        noun.term_class as unit_class,
        noun.term as unit_term
    from chained
    inner join colon
        on
            chained.sentence_key = colon.sentence_key
            and chained.token_index_first > colon.token_index
    inner join counted_noun as noun
        on
            chained.sentence_key = noun.sentence_key
            and colon.token_index > noun.token_index_last
    left join antecedent on chained.mention_key = antecedent.mention_key
    where
        chained.is_elliptic
        and chained.number_value >= 2
        and antecedent.mention_key is null
    qualify
        row_number() over (
            partition by chained.mention_key
            order by colon.token_index desc, noun.token_index_first asc, noun.term_class asc
        ) = 1
        and min(chained.mention_key) over (partition by chained.sentence_key)
        != max(chained.mention_key) over (partition by chained.sentence_key)
),

member as (
    select
        chained.mention_key,
        chained.sentence_key,
        chained.token_index_first,
        case
            when tabulated.mention_key is not null then 'tabulated'
            else coalesce(antecedent.list_index, chained.list_index)
        end as chain_index,
        case
            when antecedent.mention_key is not null or tabulated.mention_key is not null
                then 'ellipsis'
            when chained.is_listed then 'list'
        end as link_type,
        tabulated.mention_key is not null as is_tabulated,
        coalesce(chained.unit_class, antecedent.unit_class, tabulated.unit_class)
            as chain_unit_class,
        coalesce(chained.unit_term, antecedent.unit_term, tabulated.unit_term)
            as chain_unit_term
    from chained
    left join antecedent on chained.mention_key = antecedent.mention_key
    left join tabulated on chained.mention_key = tabulated.mention_key
),

final as (
    select
        mention_key,
        {{ row_key(['sentence_key', 'chain_index']) }} as chain_key,
        link_type,
        is_tabulated,
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
