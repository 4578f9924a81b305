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

any_member as (
    select * from member
    union all
    select * from loose_member
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
            and other_group.group_index_first between beside.token_index_first
            and dealing_group.group_index_first
            and beside.side = 'before'
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

final as (
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
)

select * from final
