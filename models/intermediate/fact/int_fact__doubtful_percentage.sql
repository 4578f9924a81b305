-- Percentages that the numbers beside them contradict: the share of a part in its total ("240
-- counties, of which 180 …, accounting for 65.8%"), the rate of a change ("with an increase of 9
-- million tons, up 7.9%").
with mention as (
    select * from {{ ref('int_number__mention') }}
),

cue as (
    select * from {{ ref('int_fact__doubt_cue') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

part_cue as (
    select * from {{ ref('int_lexicon__term_mention') }}
    where term_class = 'part'
),

-- What can be a part, a total or a change: a sum or a count.
countable as (
    select * from mention
    where
        number_value > 0
        and coalesce(unit_class, 'none') not in (
            'unit_percent', 'year', 'date', 'ordinal', 'code', 'fraction', 'unit_fold',
            'unit_duration'
        )
),

percentage as (
    select
        cue.rule_id,
        cue.role,
        mention.mention_key,
        mention.sentence_key,
        mention.token_index_first
    from cue
    inner join mention on cue.mention_key = mention.mention_key
    where cue.role in ('share', 'share_of_total_before', 'rate_of_change')
),

-- The part is the number right before its share, the change the one right before its rate.
number_before as (
    select
        percentage.rule_id,
        percentage.role,
        percentage.mention_key as percentage_key,
        countable.*
    from percentage
    inner join countable
        on
            percentage.sentence_key = countable.sentence_key
            and percentage.token_index_first > countable.token_index_last
    qualify row_number() over (
        partition by percentage.mention_key, percentage.rule_id
        order by countable.token_index_first desc
    ) = 1
),

-- The total of a part stands before words that announce the part right behind them.
announced_total as (
    select distinct
        part.rule_id,
        part.role,
        part.percentage_key,
        part.mention_key,
        total.mention_key as total_mention_key,
        100 as largest_difference
    from number_before as part
    inner join part_cue
        on
            part.sentence_key = part_cue.sentence_key
            and part.token_index_first - part_cue.token_index_last between 1 and 6
    inner join countable as total
        on
            part.sentence_key = total.sentence_key
            and part_cue.token_index_first > total.token_index_last
            and coalesce(part.unit_class, total.unit_class) = total.unit_class
            and part.number_value < total.number_value
    where part.role = 'share'
),

-- "of the total" can be that of the sentence before; as it may be another one, only a near miss
-- counts.
earlier_total as (
    select
        part.rule_id,
        part.role,
        part.percentage_key,
        part.mention_key,
        total.mention_key as total_mention_key,
        15 as largest_difference
    from number_before as part
    inner join sentence on part.sentence_key = sentence.sentence_key
    inner join sentence as sentence_before
        on
            sentence.paragraph_key = sentence_before.paragraph_key
            and sentence.sentence_index = sentence_before.sentence_index + 1
    inner join countable as total
        on
            sentence_before.sentence_key = total.sentence_key
            and part.unit_class = total.unit_class
            and part.unit_term = total.unit_term
            and part.number_value < total.number_value
    where part.role = 'share_of_total_before'
),

-- What changed is the number before the change, in the same unit.
changed as (
    select
        changed_by.rule_id,
        cue.role,
        changed_by.percentage_key,
        changed_by.mention_key,
        base.mention_key as total_mention_key,
        100 as largest_difference
    from number_before as changed_by
    inner join cue
        on
            changed_by.mention_key = cue.mention_key
            and cue.role in ('rise', 'fall')
    inner join countable as base
        on
            changed_by.sentence_key = base.sentence_key
            and changed_by.token_index_first > base.token_index_last
            and coalesce(changed_by.unit_class, base.unit_class) = base.unit_class
            and changed_by.number_value < base.number_value
    where changed_by.role = 'rate_of_change'
    qualify row_number() over (
        partition by changed_by.percentage_key, changed_by.mention_key
        order by base.token_index_first desc
    ) = 1
),

pair as (
    select * from announced_total
    union all
    select * from earlier_total
    union all
    select * from changed
),

compared as (
    select
        pair.rule_id,
        pair.percentage_key,
        pair.largest_difference,
        percentage.mention_text as percentage_text,
        part.mention_text as part_text,
        total.mention_text as total_text,
        cast(percentage.number_value as double) as stated_percent,
        -- A change is compared with what was before it.
        100 * cast(part.number_value as double) / cast(
            total.number_value
            + case pair.role
                when 'rise' then -part.number_value
                when 'fall' then part.number_value
                else 0
            end as double
        ) as found_percent,
        case
            when
                part.value_bound = 'exact' and total.value_bound = 'exact'
                and percentage.value_bound = 'exact'
                then 1
            else 3
        end as tolerance
    from pair
    inner join mention as percentage on pair.percentage_key = percentage.mention_key
    inner join mention as part on pair.mention_key = part.mention_key
    inner join mention as total on pair.total_mention_key = total.mention_key
),

-- A percentage is sound if it is right for any of the totals that it may be a share of.
nearest as (
    select
        *,
        abs(found_percent - stated_percent) as difference
    from compared
    qualify row_number() over (
        partition by percentage_key, rule_id
        order by abs(found_percent - stated_percent) asc, total_text asc
    ) = 1
),

final as (
    select
        percentage_key as mention_key,
        rule_id,
        concat(
            'states ', percentage_text, ', but ', part_text, ' and ', total_text, ' give ',
            cast(round(found_percent, 1) as string), '%'
        ) as detail
    from nearest
    where difference > tolerance and difference <= largest_difference
)

select * from final
