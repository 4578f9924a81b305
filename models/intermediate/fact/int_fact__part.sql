-- Which stated number is a component of which stated total: words such as "of which" say so, it is
-- an amount for each of several that make the total, or the parts add up to the total.
with fact as (
    select * from {{ ref('int_fact__mention') }}
),

relation as (
    select * from {{ ref('int_fact__part_cue') }}
    union all
    select * from {{ ref('int_fact__part_beside') }}
),

recipient_count as (
    select * from {{ ref('int_fact__recipient_count') }}
),

preposition as (
    select
        sentence_key,
        token_index,
        token_norm
    from {{ ref('int_text__token') }}
    where token_norm in ('to', 'for', 'in', 'into', 'on', 'from', 'by')
),

part_cue as (
    {{ link_choice('relation', 'part') }}
),

-- What can be compared: the same measure in the same unit.
measured_fact as (
    select
        fact.*,
        fact.measure || '/' || case
            when fact.measure = 'funds' then coalesce(fact.unit_term, 'CNY')
            when fact.measure = 'people_lifted' then coalesce(fact.unit_class, 'unit_person')
            when fact.measure = 'training_participants'
                then coalesce(fact.unit_class, 'unit_person')
            else ''
        end as quantity,
        row_number() over (
            partition by fact.paragraph_key order by fact.sentence_index, fact.token_index_first
        ) as paragraph_position,
        cast(part_cue.span_key as integer) as cue_index_first,
        coalesce(part_cue.rule_id = 'part_cue_behind_naming_cue', false) as is_total_named,
        preposition.token_norm as preposition_behind,
        sum(fact.number_value) over behind_cue as listed_value,
        count(*) over behind_cue as listed_count,
        -- In a chain, what stands before the cue and what stands behind it are two lists.
        case when fact.chain_key is not null then count(*) over in_list end as list_size,
        case
            when fact.chain_key is not null
                then row_number() over list_order
        end as list_position
    from fact
    left join part_cue on fact.mention_key = part_cue.mention_key
    left join preposition
        on
            fact.sentence_key = preposition.sentence_key
            and fact.phrase_index_last + 1 = preposition.token_index
    window
        behind_cue as (
            partition by fact.sentence_key, part_cue.span_key, fact.measure, fact.unit_term
        ),
        in_list as (partition by fact.chain_key, part_cue.span_key),
        list_order as (
            partition by fact.chain_key, part_cue.span_key order by fact.token_index_first
        )
),

-- In the sentence before, the total is the largest number; in the same one, the nearest.
cued_total as (
    select
        part.mention_key,
        total.mention_key as parent_mention_key,
        1 as source_rank,
        row_number() over (
            partition by part.mention_key
            order by
                total.sentence_index desc,
                -- "6 million was planned and 5 million paid. Of the money paid, …": done of done.
                total.sentence_key != part.sentence_key and total.status != part.status,
                case when total.sentence_key != part.sentence_key then -total.number_value end,
                -- Three parts and more that nearly make up one of the totals are its parts.
                part.listed_count < 3
                or part.listed_value not between 0.8 * total.number_value and total.number_value,
                -- "3 and 4 million yuan to A and B, including 1 and 2 million yuan for schools".
                coalesce(
                    part.list_size != total.list_size or part.list_position != total.list_position,
                    true
                ),
                total.token_index_first desc
        ) as total_rank
    from measured_fact as part
    inner join measured_fact as total
        on
            part.paragraph_key = total.paragraph_key
            and part.quantity = total.quantity
            and part.number_value < total.number_value
    where
        (
            -- The cue opens the sentence, or the part itself speaks of what was said.
            total.sentence_index = part.sentence_index - 1
            and (part.cue_index_first <= 2 or part.cue_index_first = part.token_index_first)
        )
        -- Parts behind one cue are beside each other.
        or (
            part.sentence_key = total.sentence_key
            and part.cue_index_first > total.token_index_first
            and (
                part.is_total_named
                or part.cue_index_first is distinct from total.cue_index_first
            )
        )
        -- "Of the 9 million yuan, 5 million went to roads".
        or (
            part.sentence_key = total.sentence_key and part.is_total_named
            and part.token_index_first > total.token_index_first
            and total.phrase_index_first - part.cue_index_first between 1 and 3
        )
),

-- "9 million yuan, including a loan of US$ 1 million": where the cue has no total in its own money.
foreign_total as (
    select
        part.mention_key,
        total.mention_key as parent_mention_key,
        5 as source_rank,
        row_number() over (
            partition by part.mention_key order by total.token_index_first desc
        ) as total_rank
    from measured_fact as part
    inner join measured_fact as total
        on
            part.sentence_key = total.sentence_key
            and part.measure = 'funds'
            and total.measure = 'funds'
            and part.quantity != total.quantity
            and part.cue_index_first > total.token_index_first
            and part.cue_index_first is distinct from total.cue_index_first
    left join measured_fact as beside
        on
            part.sentence_key = beside.sentence_key
            and part.cue_index_first = beside.cue_index_first
            and total.quantity = beside.quantity
    where beside.mention_key is null
),

-- "16.2 million yuan (8.1 million yuan for each)", "each got 2 million yuan, 8 million in all".
each_total as (
    select
        part.mention_key,
        total.mention_key as parent_mention_key,
        2 as source_rank,
        1 as total_rank
    from measured_fact as part
    inner join recipient_count on part.mention_key = recipient_count.mention_key
    inner join measured_fact as total
        on
            part.sentence_key = total.sentence_key
            and part.quantity = total.quantity
            and total.number_value = part.number_value * recipient_count.recipient_count
            and part.number_value < total.number_value
            and abs(total.paragraph_position - part.paragraph_position) = 1
),

-- All numbers of a paragraph in order, and again without the parts of parts: "…, 5 million went to
-- A, of which 2 million for roads, and 3 million to B".
ordered_fact as (
    select
        measured_fact.*,
        row_number() over in_sequence as quantity_index,
        sum(measured_fact.number_value) over in_sequence as running_value,
        length(trim(
            both '0' from
            replace(cast(cast(measured_fact.number_value as decimal(28, 4)) as string), '.', '')
        )) as significant_digits,
        measured_fact.paragraph_key || measured_fact.quantity || sequence.level as sequence_key
    from measured_fact
    cross join (values ('every'), ('outer')) as sequence (level) -- noqa: RF04
    left join cued_total
        on measured_fact.mention_key = cued_total.mention_key and cued_total.total_rank = 1
    where sequence.level = 'every' or cued_total.mention_key is null
    window in_sequence as (
        partition by measured_fact.paragraph_key, measured_fact.quantity, sequence.level
        order by measured_fact.sentence_index, measured_fact.token_index_first
    )
),

-- Runs of numbers right behind one another in a paragraph, up to twelve, that add up to the number
-- before or behind them.
summing_run as (
    select
        total.mention_key as parent_mention_key,
        total.sequence_key,
        total.number_value,
        total.significant_digits as total_digits,
        first_part.quantity_index as first_index,
        last_part.quantity_index as last_index,
        last_part.quantity_index - first_part.quantity_index + 1 as part_count,
        least(first_part.significant_digits, last_part.significant_digits) as part_digits,
        total.sentence_index = first_part.sentence_index
        and total.sentence_index = last_part.sentence_index as is_one_sentence,
        total.quantity_index < first_part.quantity_index as is_total_first,
        first_part.preposition_behind = last_part.preposition_behind as is_told_alike,
        coalesce(total.preposition_behind, '') != first_part.preposition_behind
            as is_total_told_otherwise
    from ordered_fact as total
    inner join ordered_fact as first_part
        on
            total.sequence_key = first_part.sequence_key
            and first_part.quantity_index between total.quantity_index - 12
            and total.quantity_index + 1
    inner join ordered_fact as last_part
        on
            total.sequence_key = last_part.sequence_key
            and last_part.quantity_index between first_part.quantity_index + 1
            and first_part.quantity_index + 11
    where
        (
            first_part.quantity_index = total.quantity_index + 1
            or last_part.quantity_index = total.quantity_index - 1
        )
        and abs(
            last_part.running_value - first_part.running_value + first_part.number_value
            - total.number_value
        ) <= 0.001 * total.number_value
        and abs(last_part.sentence_index - total.sentence_index) <= 6
        and abs(first_part.sentence_index - total.sentence_index) <= 6
),

-- Two round numbers add up by chance; three do not, nor two with three digits each, nor two behind
-- their total in its sentence that are exact ("15 million yuan, 8 million to A and 7 million to B"
-- are told alike). Small numbers only in a sentence: "19 courses: 8 in A, 6 in B and 5 in C".
summed_total as (
    select
        part.mention_key,
        summing_run.parent_mention_key,
        3 as source_rank,
        row_number() over (
            partition by part.mention_key order by summing_run.part_count
        ) as total_rank
    from summing_run
    inner join ordered_fact as part
        on
            summing_run.sequence_key = part.sequence_key
            and part.quantity_index between summing_run.first_index and summing_run.last_index
    where
        -- A large number and two tiny ones nearly add up to the same number told again.
        part.number_value < summing_run.number_value
        and (
            summing_run.number_value >= 100
            or (
                summing_run.number_value >= 10 and summing_run.is_one_sentence
                and (summing_run.part_count > 2 or summing_run.is_told_alike)
            )
        )
        and (
            summing_run.part_count > 2
            or summing_run.part_digits >= 3
            or (
                summing_run.is_one_sentence and summing_run.is_total_first
                and (
                    summing_run.total_digits >= 3
                    or (summing_run.is_told_alike and summing_run.is_total_told_otherwise)
                )
            )
        )
),

-- A member of a list of parts is a part too, even where a misprint makes it larger than the total.
listed_part as (
    select
        member.mention_key,
        cued_total.parent_mention_key,
        4 as source_rank,
        1 as total_rank
    from cued_total
    inner join measured_fact as part on cued_total.mention_key = part.mention_key
    inner join measured_fact as member
        on
            part.chain_key = member.chain_key
            and part.quantity = member.quantity
            and part.cue_index_first = member.cue_index_first
            and part.mention_key != member.mention_key
            and cued_total.parent_mention_key != member.mention_key
    where cued_total.total_rank = 1
),

united as (
    select * from cued_total
    union all
    select * from each_total
    union all
    select * from summed_total
    union all
    select * from listed_part
    union all
    select * from foreign_total
),

final as (
    select
        united.mention_key,
        united.parent_mention_key,
        case united.source_rank
            when 2 then 'each' when 3 then 'sum' when 4 then 'listed' else 'stated'
        end as part_source,
        case when united.source_rank in (1, 5) then part_cue.rule_id end as rule_id,
        case when united.source_rank in (1, 5) then part_cue.margin end as margin
    from united
    left join part_cue on united.mention_key = part_cue.mention_key
    qualify row_number() over (
        partition by united.mention_key
        order by united.source_rank, united.total_rank, united.parent_mention_key
    ) = 1
)

select * from final
