-- One row per number and place that "respectively" deals out to it: the first number to the first
-- place, the second to the second.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
    where coalesce(unit_class, '') not in ('year', 'date', 'code')
),

place_group as (
    select * from {{ ref('int_place__group') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

position as (
    select * from {{ ref('int_place__token_position') }}
),

-- The members of a group that are listed: its counties, else its prefectures, else its provinces.
leveled as (
    select
        *,
        bool_or(place_level = 'county') over (partition by group_key) as has_county,
        bool_or(place_level = 'prefecture') over (partition by group_key) as has_prefecture
    from place_group
),

member as (
    select
        group_key,
        sentence_key,
        group_index_first,
        group_index_last,
        county_key,
        province_code,
        mentioned_as,
        row_number() over (partition by group_key order by token_index_first) as member_number,
        count(*) over (partition by group_key) as member_count,
        false as is_loose
    from leveled
    where
        place_level
        = case
            when has_county then 'county'
            when has_prefecture then 'prefecture'
            else 'province'
        end
),

-- "For the park of X and the plants of Y, 130 million and 55 million yuan were allotted
-- respectively": one county a group.
single_group as (
    select
        sentence_key,
        group_key,
        min(group_index_first) as token_index_first,
        max(group_index_last) as token_index_last,
        min(county_key) as county_key,
        min(province_code) as province_code,
        min(mentioned_as) as mentioned_as
    from member
    group by sentence_key, group_key
    having count(county_key) = 1
),

loose_member as (
    select
        concat(sentence_key, '-loose') as group_key,
        sentence_key,
        min(token_index_first) over whole_sentence as group_index_first,
        max(token_index_last) over whole_sentence as group_index_last,
        county_key,
        province_code,
        mentioned_as,
        row_number() over (partition by sentence_key order by token_index_first) as member_number,
        count(*) over (partition by sentence_key) as member_count,
        true as is_loose
    from single_group
    window whole_sentence as (partition by sentence_key)
),

-- "X and Y helped Z with 8 and 4 million yuan respectively": givers.
giver_group as (
    select distinct member.group_key
    from member
    inner join token
        on
            member.sentence_key = token.sentence_key
            and member.group_index_last + 1 = token.token_index
            and token.token_norm in ('helped', 'supported', 'assisted', 'aided')
),

any_member as (
    select member.*
    from member
    left join giver_group on member.group_key = giver_group.group_key
    where giver_group.group_key is null
    union all
    select * from loose_member
),

-- "X County and Y County contributed 31,000 and 27,000": numbers with nothing but "and" and commas
-- between them.
joined_number as (
    select
        mention_key,
        sentence_key,
        token_index_first,
        token_index_last,
        sum(case when is_joined then 0 else 1 end) over (
            partition by sentence_key order by token_index_first rows unbounded preceding
        ) as run_number
    from (
        select
            number_mention.mention_key,
            number_mention.sentence_key,
            number_mention.token_index_first,
            number_mention.token_index_last,
            coalesce(bool_and(token.token_norm in ('and', ',')), false) as is_joined
        from number_mention
        left join number_mention as previous_number
            on
                number_mention.sentence_key = previous_number.sentence_key
                and previous_number.token_index_last
                between number_mention.token_index_first - 3
                and number_mention.token_index_first - 2
        left join token
            on
                number_mention.sentence_key = token.sentence_key
                and token.token_index between previous_number.token_index_last + 1
                and number_mention.token_index_first - 1
        group by
            number_mention.mention_key, number_mention.sentence_key,
            number_mention.token_index_first, number_mention.token_index_last
    ) as linked_number
),

number_run as (
    select
        sentence_key,
        run_number,
        count(*) as number_count,
        min(token_index_first) as token_index_first
    from joined_number
    group by sentence_key, run_number
    having count(*) > 1
),

-- Right behind the verb of the places.
parallel as (
    select
        joined_number.mention_key,
        member.county_key,
        member.province_code,
        member.mentioned_as
    from number_run
    inner join member
        on
            number_run.sentence_key = member.sentence_key
            and number_run.number_count = member.member_count
            and number_run.token_index_first - member.group_index_last between 2 and 4
    inner join joined_number
        on
            number_run.sentence_key = joined_number.sentence_key
            and number_run.run_number = joined_number.run_number
    inner join position
        on
            member.sentence_key = position.sentence_key
            and member.group_index_first = position.token_index
            and not position.is_after_preposition
    qualify
        row_number() over (
            partition by member.group_key, member.member_number
            order by joined_number.token_index_first
        ) = member.member_number
),

dealing_group as (
    select distinct
        member.group_key,
        member.sentence_key,
        member.group_index_first,
        member.group_index_last,
        member.member_count,
        member.is_loose,
        position.is_after_goal,
        position.statement_number,
        token.token_index as respectively_index
    from any_member as member
    inner join position
        on
            member.sentence_key = position.sentence_key
            and member.group_index_first = position.token_index
    inner join token
        on
            member.sentence_key = token.sentence_key
            and token.token_norm in ('respectively', 'separately')
            and (
                token.token_index between member.group_index_first - 4
                and member.group_index_first - 1
                or token.token_index between member.group_index_last + 1
                and member.group_index_last + 30
            )
    where member.member_count > 1
),

-- The numbers of one kind next to the group, on the side on which as many stand as there are
-- places.
beside as (
    select
        dealing_group.group_key,
        dealing_group.member_count,
        dealing_group.is_loose,
        dealing_group.is_after_goal,
        number_mention.mention_key,
        number_mention.unit_class,
        number_mention.token_index_first,
        case
            when number_mention.token_index_last < dealing_group.group_index_first then 'before'
            else 'behind'
        end as side,
        abs(number_mention.token_index_first - dealing_group.group_index_first) as distance
    from dealing_group
    inner join number_mention
        on
            dealing_group.sentence_key = number_mention.sentence_key
    inner join position
        on
            number_mention.sentence_key = position.sentence_key
            and number_mention.token_index_first = position.token_index
    where
        -- An earlier statement ("on the basis of 1 million, gave 2 million to X and Y") is apart.
        dealing_group.statement_number <= position.statement_number
        and (
            (
                not dealing_group.is_loose
                and dealing_group.group_index_first > number_mention.token_index_last
                and number_mention.token_index_last >= dealing_group.group_index_first - 45
            )
            or (
                dealing_group.group_index_last < number_mention.token_index_first
                and dealing_group.respectively_index > number_mention.token_index_first
                and dealing_group.respectively_index > dealing_group.group_index_last
            )
        )
),

-- No other place may stand between the numbers and the group.
free as (
    select beside.*
    from beside
    inner join dealing_group on beside.group_key = dealing_group.group_key
    left join place_group as other_group
        on
            dealing_group.sentence_key = other_group.sentence_key
            and dealing_group.group_key != other_group.group_key
            and beside.token_index_first <= other_group.group_index_first
            and case when beside.side = 'before' then dealing_group.group_index_first end
            >= other_group.group_index_first
    where other_group.group_key is null
),

series as (
    select
        *,
        count(*) over (partition by group_key, unit_class, side) as number_count,
        row_number() over (
            partition by group_key, unit_class, side order by token_index_first
        ) as number_rank
    from (
        select distinct *
        from free
    ) as free_number
),

dealt as (
    select
        series.mention_key,
        member.county_key,
        member.province_code,
        member.mentioned_as
    from series
    inner join any_member as member
        on
            series.group_key = member.group_key
            and series.number_rank = member.member_number
    where series.number_count = series.member_count
    -- Who receives ("to X and Y respectively") goes before who stands nearer.
    qualify
        row_number() over (
            partition by series.mention_key
            order by series.is_loose asc, series.is_after_goal desc, series.distance asc
        ) = 1
),

every_deal as (
    select * from dealt
    union all
    select parallel.*
    from parallel
    left join dealt on parallel.mention_key = dealt.mention_key
    where dealt.mention_key is null
),

final as (
    select
        mention_key,
        {{ row_key(["mention_key", "'dealt'"]) }} as span_key,
        county_key,
        province_code,
        mentioned_as
    from every_deal
)

select * from final
