-- One row per number and stretch of text from which its places are taken: the one that the rules
-- choose, and those that belong to the number beside it.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
    where coalesce(unit_class, '') not in ('year', 'date', 'code')
),

number_relation as (
    select * from {{ ref('int_place__number_relation') }}
),

scope_place as (
    select * from {{ ref('int_place__scope_place') }}
),

number_dealt_place as (
    select * from {{ ref('int_place__number_dealt_place') }}
),

position as (
    select * from {{ ref('int_place__token_position') }}
),

wide_sentence as (
    select * from {{ ref('int_place__wide_sentence') }}
),

rest_word as (
    select * from {{ ref('int_lexicon__term_mention') }}
    where term_class = 'rest_word'
),

pair as (
    select
        mention_key,
        span_key,
        span_class,
        relation,
        number_group,
        distance
    from number_relation

    union all

    select
        mention_key,
        span_key,
        'dealt' as span_class,
        'dealt_out' as relation,
        'any' as number_group,
        0 as distance
    from number_dealt_place

    union all

    select distinct
        number_mention.mention_key,
        scope_place.span_key,
        'scope' as span_class,
        scope_place.relation,
        'any' as number_group,
        0 as distance
    from number_mention
    inner join scope_place on number_mention.sentence_key = scope_place.sentence_key

    union all

    select
        number_mention.mention_key,
        number_mention.sentence_key as span_key,
        'wide' as span_class,
        'in_sentence' as relation,
        'any' as number_group,
        0 as distance
    from number_mention
    inner join wide_sentence on number_mention.sentence_key = wide_sentence.sentence_key
),

choice as (
    {{ link_choice('pair', 'place') }}
),

-- What is chosen in the number's own sentence.
best as (
    select
        number_relation.*,
        choice.rule_id,
        choice.margin
    from choice
    inner join number_relation
        on
            choice.mention_key = number_relation.mention_key
            and choice.span_key = number_relation.span_key
),

beside as (
    select
        other.mention_key,
        other.span_key,
        other.county_key,
        other.distance,
        best.rule_id,
        best.margin,
        case
            -- "for the industry of X and the industry of Y": both.
            when
                best.span_class = 'county'
                and best.relation = 'behind_preposition'
                and other.span_class = 'county'
                and other.relation = 'behind_preposition'
                and other.comma_count = best.comma_count
                and other.and_count > best.and_count
                and not other.is_behind_number
                and rest_word.sentence_key is null
                then 'joined'
            -- "trained in Zhejiang": whose people they are stands before.
            when
                best.span_class != 'county'
                and other.span_class = 'county'
                and (other.is_same_statement or (best.is_after_in and other.is_same_clause))
                and case
                    when other.side = 'behind'
                        then other.province_code = best.province_code and not other.is_behind_number
                    else best.is_after_in
                end
                then 'county'
            -- "cadres of X County were trained in Zhejiang": both provinces.
            when
                best.span_class = 'county'
                and best.relation in ('behind_preposition', 'before_in_statement')
                and other.span_class = 'province'
                and other.relation = 'behind_preposition'
                and other.is_after_in
                and not other.is_behind_number
                then 'province'
        end as pairing,
        -- "had the Shaanxi Provincial Department of Transport put in 3 million yuan", in a
        -- sentence about one county of Shaanxi.
        best.span_class = 'authority'
        and coalesce(min(other.county_key) over number = max(other.county_key) over number, false)
        and bool_and(other.province_code = best.province_code) over number as is_of_authority
    from best
    inner join number_relation as other
        on best.mention_key = other.mention_key and best.span_key != other.span_key
    left join rest_word
        on
            best.sentence_key = rest_word.sentence_key
            and rest_word.token_index_first
            between best.token_index_first and other.token_index_first
    window number as (partition by best.mention_key, other.span_class)
),

companion as (
    select distinct
        mention_key,
        span_key,
        rule_id,
        margin
    from beside
    where pairing is not null or (is_of_authority and county_key is not null)
    qualify
        pairing in ('joined', 'province')
        or row_number() over (
            partition by mention_key order by pairing asc nulls last, distance asc
        ) = 1
),

money as (
    select
        number_mention.mention_key,
        number_mention.sentence_key,
        number_mention.number_value,
        number_mention.token_index_first,
        position.part_number,
        position.statement_number,
        best.span_key,
        best.span_class,
        best.rule_id,
        best.margin,
        best.mention_key is null or best.side = 'behind' as is_open
    from number_mention
    inner join position
        on
            number_mention.sentence_key = position.sentence_key
            and number_mention.token_index_first = position.token_index
    left join best on number_mention.mention_key = best.mention_key
    where number_mention.unit_class = 'currency' and number_mention.number_value > 0
),

-- "3 million in all, of which 1.8 million went to X and 1.2 million to Y"; "gave 28 million: 13
-- million in X, 9 million in Y, 6 million in Z": parts that make up the total bring their places
-- along.
running_sum as (
    select
        total.mention_key,
        part.part_number,
        part.span_key,
        part.rule_id,
        part.margin,
        part.token_index_first,
        bool_and(coalesce(part.span_class, '') = 'county') over so_far as is_placed,
        count(*) over so_far > 1
        and sum(part.number_value) over so_far
        between total.number_value * case
            when part.part_number > total.part_number then 0.9 else 0.999
        end
        and total.number_value * 1.001 as is_sum
    from money as total
    inner join money as part
        on
            total.sentence_key = part.sentence_key
            and total.token_index_first < part.token_index_first
            and total.number_value > part.number_value
    where
        total.is_open
        and (
            total.part_number + 1 = part.part_number
            or total.statement_number = part.statement_number
        )
    window so_far as (
        partition by total.mention_key, part.part_number order by part.token_index_first
        rows unbounded preceding
    )
),

of_parts as (
    select
        mention_key,
        span_key,
        rule_id,
        margin
    from running_sum
    qualify
        token_index_first <= max(case when is_sum and is_placed then token_index_first end) over (
            partition by mention_key, part_number
        )
),

united as (
    select
        choice.mention_key,
        choice.span_key,
        choice.rule_id,
        choice.margin
    from choice
    left join of_parts on choice.mention_key = of_parts.mention_key
    left join best on choice.mention_key = best.mention_key
    where choice.is_named and (of_parts.mention_key is null or best.mention_key is not null)

    union all

    select * from companion

    union all

    select * from of_parts
),

final as (
    select
        mention_key,
        span_key,
        min(rule_id) as rule_id,
        max(margin) as margin
    from united
    group by mention_key, span_key
)

select * from final
