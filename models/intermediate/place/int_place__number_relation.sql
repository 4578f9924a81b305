-- One row per number and stretch of its sentence that says where something is, with how the
-- stretch stands to the number. A stretch that says nothing of the number has no row.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
    where coalesce(unit_class, '') not in ('year', 'date', 'code')
),

span as (
    select * from {{ ref('int_place__span') }}
),

position as (
    select * from {{ ref('int_place__token_position') }}
),

wide_sentence as (
    select * from {{ ref('int_place__wide_sentence') }}
),

-- "In X, 180 cadres; 315 managers in the contiguous destitute areas": the statement has left X.
wide_statement as (
    select distinct
        position.sentence_key,
        position.statement_number
    from {{ ref('int_lexicon__term_mention') }} as term_mention
    inner join position
        on
            term_mention.sentence_key = position.sentence_key
            and term_mention.token_index_first = position.token_index
    where
        term_mention.term_class = 'scope_national'
        or (term_mention.term_class = 'poor_area' and position.is_after_preposition)
),

number_position as (
    select
        number_mention.mention_key,
        number_mention.sentence_key,
        number_mention.token_index_first,
        number_mention.token_index_last,
        coalesce(number_mention.unit_class, '') = 'currency' as is_money,
        position.bracket_number,
        position.part_number,
        position.clause_number,
        position.statement_number,
        position.comma_count,
        position.and_count,
        wide_statement.sentence_key is not null as is_in_wide_statement,
        lead(number_mention.token_index_first) over same_unit as next_same_index,
        coalesce(lead(position.comma_count) over same_unit = position.comma_count, false)
            as is_joined_to_next,
        min(
            case
                -- "Two counties of X and Y" counts the places.
                when coalesce(number_mention.unit_class, '') not in ('unit_county', 'unit_province')
                    then number_mention.token_index_first
            end
        ) over numbers_behind as next_index,
        min(
            case
                when
                    word_before.token_norm in ('and', 'while', 'whereas')
                    and second_before.token_norm in (',', ';')
                    then number_mention.token_index_last
            end
        ) over numbers_behind as next_opened_index
    from number_mention
    inner join position
        on
            number_mention.sentence_key = position.sentence_key
            and number_mention.token_index_first = position.token_index
    left join position as word_before
        on
            number_mention.sentence_key = word_before.sentence_key
            and number_mention.token_index_first - 1 = word_before.token_index
    left join position as second_before
        on
            number_mention.sentence_key = second_before.sentence_key
            and number_mention.token_index_first - 2 = second_before.token_index
    left join wide_statement
        on
            number_mention.sentence_key = wide_statement.sentence_key
            and position.statement_number = wide_statement.statement_number
    window
        numbers_behind as (
            partition by number_mention.sentence_key order by number_mention.token_index_first
            rows between 1 following and unbounded following
        ),
        same_unit as (
            partition by number_mention.sentence_key, number_mention.unit_class
            order by number_mention.token_index_first
        )
),

numbered_bracket as (
    select distinct
        sentence_key,
        bracket_number
    from number_position
),

pair as (
    select
        number_position.mention_key,
        number_position.is_money,
        number_position.is_in_wide_statement,
        number_position.is_joined_to_next,
        span.*,
        case
            when span.token_index_first > number_position.token_index_last then 'behind'
            when span.token_index_last < number_position.token_index_first then 'before'
            else 'around'
        end as side,
        case
            when span.token_index_first > number_position.token_index_last
                then span.token_index_first - number_position.token_index_last
            else number_position.token_index_first - span.token_index_last
        end
        -- Of two that end at the same word the one that names counties says more.
        + case when span.county_count > 0 then 0 else 0.5 end as distance,
        span.clause_number = number_position.clause_number as is_same_clause,
        span.statement_number = number_position.statement_number as is_same_statement,
        coalesce(number_position.next_same_index < span.token_index_first, false)
            as is_behind_same_unit,
        coalesce(number_position.next_index < span.token_index_first, false)
            as is_behind_number,
        (
            -- "(4 million yuan from X alone)" says nothing of the numbers outside.
            span.bracket_number > 0
            and span.bracket_number != number_position.bracket_number
            and (
                span.part_number > number_position.part_number
                or numbered_bracket.bracket_number is not null
            )
        )
        -- "90 million yuan in all, including 35 million yuan in X".
        or (
            span.part_number > number_position.part_number
            and coalesce(number_position.next_index < span.token_index_first, false)
        )
        -- ", and 1,250 women of X took part" says nothing of what stands before.
        or (
            span.norm_before in ('of', 'from')
            and coalesce(
                span.token_index_first - number_position.next_opened_index
                between 1 and 6,
                false
            )
        )
        -- "31 provinces as well as Hong Kong, Macao and Taiwan" are the whole country.
        or (
            wide_sentence.sentence_key is not null
            and span.county_count = 0
            and coalesce(span.province_code, '') in ('71', '81', '82')
        ) as is_of_others,
        -- "In X, 30 people; in Y, 20": the second place belongs to the second number.
        span.token_index_first > number_position.token_index_last
        and (
            span.comma_count > number_position.comma_count
            or span.and_count > number_position.and_count
            or span.clause_number > number_position.clause_number
        )
        and (
            (
                span.norm_behind not in (',', ';', 'and')
                and coalesce(
                    number_position.next_same_index - span.token_index_last
                    between 1 and 3,
                    false
                )
            )
            or (
                span.is_phrase_begin
                and (
                    span.is_before_number
                    or coalesce(
                        number_position.next_index - span.token_index_last between 1 and 3,
                        false
                    )
                )
            )
        ) as is_of_next
    from number_position
    inner join span on number_position.sentence_key = span.sentence_key
    left join wide_sentence on number_position.sentence_key = wide_sentence.sentence_key
    left join numbered_bracket
        on
            span.sentence_key = numbered_bracket.sentence_key
            and span.bracket_number = numbered_bracket.bracket_number
),

related as (
    select
        *,
        case
            when is_of_others or is_helper then null
            when
                elliptic_mention_key != mention_key and (side = 'behind' or not is_same_clause)
                then null
            -- ", and supported X with 74 million": only what X is supported with.
            when is_after_aid and not is_same_statement and side = 'behind' then null
            when is_of_next then 'before_next_number'
            when side = 'around' then 'around'
            -- A province that gives says nothing of where the money goes.
            when is_giver and is_money and county_count = 0 then null
            -- Money from a place went elsewhere; people from a place are its people.
            when is_after_from and is_money and (county_count = 0 or side = 'before')
                then 'origin'
            when is_giver or is_attribute then 'named_for_another'
            -- "allocated by the region": who gives, not where.
            when is_after_by and county_count = 0 then 'agent'
            when is_same_statement and span_class = 'area' then 'in_statement'
            when is_same_statement and side = 'before' then 'before_in_statement'
            when is_same_statement and has_preposition and not is_behind_same_unit
                then 'behind_preposition'
            -- "1500 teachers as well as eight headmasters in X": numbers of one phrase share
            -- its place.
            when is_same_statement and has_preposition and is_joined_to_next
                then 'behind_joined_numbers'
            when is_same_statement then 'behind_in_statement'
            when side = 'before' and is_in_wide_statement and county_count > 0 then null
            when side = 'before' and is_same_clause then 'before_in_segment'
            when side = 'before' then 'before_in_sentence'
            when is_same_clause and county_count > 0 then 'behind_in_segment'
        end as relation
    from pair
),

final as (
    select
        mention_key,
        span_key,
        span_class,
        relation,
        'any' as number_group,
        distance,
        sentence_key,
        token_index_first,
        province_code,
        case when county_count = 1 then {{ first_words('county_keys', 1) }} end as county_key,
        side,
        is_same_statement,
        is_same_clause,
        is_behind_number,
        is_after_in,
        comma_count,
        and_count
    from related
    where relation is not null
)

select * from final
