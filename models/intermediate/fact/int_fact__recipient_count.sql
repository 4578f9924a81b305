-- Amounts stated for EACH of several recipients, and how many they are: the number that counts
-- them, else the counties that the sentence names.
with fact as (
    select * from {{ ref('int_fact__mention') }}
    where measure = 'funds'
),

each_term as (
    select * from {{ ref('int_lexicon__term_mention') }}
    where term_class = 'each'
),

recipient_noun as (
    select distinct
        sentence_key,
        term_class,
        token_index_first
    from {{ ref('int_lexicon__term_mention') }}
    where
        term_class in (
            'unit_county', 'unit_village', 'unit_township', 'unit_institution', 'unit_province'
        )
),

mention as (
    select * from {{ ref('int_number__mention') }}
),

token_position as (
    select * from {{ ref('int_number__token_position') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

number_place as (
    select * from {{ ref('int_place__number_place') }}
),

sibling as (
    select * from {{ ref('int_number__sibling') }}
),

respectively as (
    select * from {{ ref('int_lexicon__term_mention') }}
    where term_class = 'respectively'
),

-- "Each of the three": how many is said right there.
each_of_the as (
    select
        each_term.sentence_key,
        each_term.token_index_first,
        each_term.token_index_last,
        mention.number_value + coalesce(second_count.number_value, 0) as recipient_count
    from each_term
    inner join mention
        on
            each_term.sentence_key = mention.sentence_key
            and mention.token_index_first - each_term.token_index_last between 1 and 3
            and coalesce(mention.unit_class, '') != 'currency'
            and mention.number_value between 2 and 100
    inner join token as of_token
        on
            each_term.sentence_key = of_token.sentence_key
            and of_token.token_index between each_term.token_index_first
            and each_term.token_index_last + 1
            and of_token.token_norm = 'of'
    -- "Each of the four counties and one district".
    left join token as and_token
        on
            mention.sentence_key = and_token.sentence_key
            and mention.phrase_index_last + 1 = and_token.token_index
            and and_token.token_norm = 'and'
    left join mention as second_count
        on
            and_token.sentence_key = second_count.sentence_key
            and and_token.token_index + 1 = second_count.phrase_index_first
            and mention.unit_class = second_count.unit_class
            and second_count.number_value between 1 and 100
),

distributed as (
    -- "10 million yuan for each county", "each county received 10 million yuan".
    select
        fact.mention_key,
        fact.sentence_key,
        fact.token_index_first,
        fact.bound_index_first,
        each_noun.term_class as recipient_class,
        true as is_countable
    from fact
    inner join each_term on fact.sentence_key = each_term.sentence_key
    left join token_position as each_clause
        on
            each_term.sentence_key = each_clause.sentence_key
            and each_term.token_index_last = each_clause.token_index
    left join token_position as fact_clause
        on
            fact.sentence_key = fact_clause.sentence_key
            and fact.token_index_first = fact_clause.token_index
    -- "for either county": what each is said of is what is counted.
    left join recipient_noun as each_noun
        on
            each_term.sentence_key = each_noun.sentence_key
            and each_term.token_index_last + 1 = each_noun.token_index_first
    left join each_of_the
        on
            each_term.sentence_key = each_of_the.sentence_key
            and each_term.token_index_first = each_of_the.token_index_first
    left join mention as amount_before
        on
            each_term.sentence_key = amount_before.sentence_key
            and amount_before.unit_class = 'currency'
            and amount_before.phrase_index_last
            between each_term.token_index_first - 4 and each_term.token_index_first - 1
    left join mention as between_mention
        on
            fact.sentence_key = between_mention.sentence_key
            and between_mention.unit_class = 'currency'
            and each_term.token_index_last < between_mention.token_index_first
            and fact.token_index_first > between_mention.token_index_last
    where
        between_mention.mention_key is null
        and (
            each_term.token_index_first - fact.phrase_index_last between 1 and 3
            -- "For each of the 3 villages A, B and C a well was dug with 5 million yuan".
            or (
                each_of_the.sentence_key is not null
                and fact.phrase_index_first > each_term.token_index_last
                and each_clause.semicolon_count = fact_clause.semicolon_count
                -- "3 million to each of the two, 6 million in all": said of the 3 million.
                and amount_before.mention_key is null
            )
            or (
                fact.phrase_index_first - each_term.token_index_last between 1 and 8
                and each_clause.clause_count is not distinct from fact_clause.clause_count
            )
        )

    union

    -- "granted 3 million yuan respectively to A County and B County": one amount, several places.
    select
        fact.mention_key,
        fact.sentence_key,
        fact.token_index_first,
        fact.bound_index_first,
        null as recipient_class,
        false as is_countable
    from fact
    inner join respectively
        on
            fact.sentence_key = respectively.sentence_key
    left join token as of_token
        on
            fact.sentence_key = of_token.sentence_key
            and fact.phrase_index_last + 1 = of_token.token_index
    left join token_position as respectively_position
        on
            respectively.sentence_key = respectively_position.sentence_key
            and respectively.token_index_first = respectively_position.token_index
    left join token_position as fact_position
        on
            fact.sentence_key = fact_position.sentence_key
            and fact.token_index_last = fact_position.token_index
    left join sibling on fact.mention_key = sibling.mention_key
    where
        sibling.mention_key is null
        and (
            respectively.token_index_first - fact.phrase_index_last between 1 and 3
            or fact.bound_index_first - respectively.token_index_last between 1 and 3
            -- "1 million yuan of relief funds respectively to A County and B County"
            or (
                respectively.token_index_first - fact.phrase_index_last between 1 and 8
                and of_token.token_norm = 'of'
                and respectively_position.clause_count = fact_position.clause_count
                and respectively_position.number_count = fact_position.number_count
            )
        )
),

counted_recipient as (
    select
        distributed.mention_key,
        recipient.number_value as recipient_count,
        row_number() over (
            partition by distributed.mention_key
            order by
                abs(recipient.token_index_first - distributed.token_index_first),
                recipient.token_index_first
        ) as nearness_rank
    from distributed
    left join token as of_token
        on
            distributed.sentence_key = of_token.sentence_key
            and distributed.bound_index_first - 1 = of_token.token_index
    inner join mention as recipient
        on
            distributed.sentence_key = recipient.sentence_key
            and (
                (
                    recipient.unit_class in (
                        'unit_county', 'unit_village', 'unit_township', 'unit_institution',
                        'unit_province'
                    )
                    and recipient.unit_class
                    = coalesce(distributed.recipient_class, recipient.unit_class)
                )
                -- "three ambulances of 320,000 yuan each"
                or (
                    split_part(recipient.unit_class, '_', 1) = 'unit'
                    and recipient.phrase_index_last = distributed.bound_index_first - 2
                    and of_token.token_norm = 'of'
                )
            )
            and recipient.number_value between 2 and 100
            and recipient.number_value = floor(recipient.number_value)
    where distributed.is_countable
),

-- "Each of the three": the count goes with the amount nearest to it.
said_recipient as (
    select
        distributed.mention_key,
        min_by(
            each_of_the.recipient_count,
            abs(distributed.token_index_first - each_of_the.token_index_first)
        ) as recipient_count
    from distributed
    inner join each_of_the on distributed.sentence_key = each_of_the.sentence_key
    where distributed.is_countable
    group by distributed.mention_key
),

-- "9 million yuan over the three places, 3 million for each": three times the amount is the total.
divided_recipient as (
    select
        distributed.mention_key,
        max(divisor.number_value) as recipient_count
    from distributed
    inner join fact on distributed.mention_key = fact.mention_key
    inner join fact as total
        on
            fact.sentence_key = total.sentence_key
            and fact.unit_term = total.unit_term
            and fact.number_value < total.number_value
    inner join mention as divisor
        on
            fact.sentence_key = divisor.sentence_key
            and divisor.number_value between 2 and 100
            and divisor.number_value * fact.number_value = total.number_value
            and coalesce(divisor.unit_class, '') != 'currency'
    where distributed.is_countable
    group by distributed.mention_key
),

place_count as (
    select
        mention_key,
        count(distinct county_key) as recipient_count,
        -- "A and B respectively" stand in the sentence itself.
        count(distinct case when place_source = 'sentence' then county_key end)
            as sentence_recipient_count
    from number_place
    where county_key is not null and county_key != 'none'
    group by mention_key
),

recipient as (
    select
        distributed.mention_key,
        max(
            coalesce(
                said_recipient.recipient_count,
                counted_recipient.recipient_count,
                divided_recipient.recipient_count,
                case
                    when distributed.is_countable then place_count.recipient_count
                    else place_count.sentence_recipient_count
                end
            )
        ) as recipient_count
    from distributed
    left join counted_recipient
        on
            distributed.mention_key = counted_recipient.mention_key
            and counted_recipient.nearness_rank = 1
    left join said_recipient on distributed.mention_key = said_recipient.mention_key
    left join divided_recipient on distributed.mention_key = divided_recipient.mention_key
    left join place_count on distributed.mention_key = place_count.mention_key
    group by distributed.mention_key
),

final as (
    select
        mention_key,
        cast(recipient_count as integer) as recipient_count
    from recipient
    where recipient_count > 1
)

select * from final
