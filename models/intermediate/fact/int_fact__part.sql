-- Which stated number is a component of which stated total: it stands behind a cue such as "of
-- which", it is an amount for each of several that make the total, or the parts add up to the
-- total.
with fact as (
    select * from {{ ref('int_fact__mention') }}
),

part_cue as (
    select * from {{ ref('int_fact__part_cue') }}
),

recipient_count as (
    select * from {{ ref('int_fact__recipient_count') }}
),

token as (
    select
        sentence_key,
        token_index,
        token_norm
    from {{ ref('int_text__token') }}
),

measured_fact as (
    -- What can be compared: the same measure in the same unit.
    select
        fact.*,
        fact.measure || '/' || case
            when fact.measure = 'funds' then coalesce(fact.unit_term, 'CNY')
            when fact.measure = 'people_lifted' then coalesce(fact.unit_class, 'unit_person')
            when fact.unit_class = 'unit_person_time' then 'unit_person_time'
            else ''
        end as quantity,
        row_number() over (
            partition by fact.paragraph_key order by fact.sentence_index, fact.token_index_first
        ) as paragraph_position,
        part_cue.cue_index_first,
        sum(fact.number_value) over behind_cue as listed_value,
        count(*) over behind_cue as listed_count,
        coalesce(part_cue.opens_with_article, false) as opens_with_article,
        token_behind.token_norm as preposition_behind,
        -- In a chain, what stands before the cue and what stands behind it are two lists.
        case when fact.chain_key is not null then row_number() over in_list end as list_position,
        case
            when fact.chain_key is not null
                then count(*) over (partition by fact.chain_key, part_cue.cue_index_first)
        end as list_size
    from fact
    left join part_cue on fact.mention_key = part_cue.mention_key
    left join token as token_behind
        on
            fact.sentence_key = token_behind.sentence_key
            and fact.phrase_index_last + 1 = token_behind.token_index
            and token_behind.token_norm in ('to', 'for', 'in', 'into', 'on', 'from', 'by')
    window
        behind_cue as (
            partition by
                fact.sentence_key, part_cue.cue_index_first, fact.measure, fact.unit_term
        ),
        in_list as (
            partition by fact.chain_key, part_cue.cue_index_first
            order by fact.token_index_first
        )
),

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
                case
                    when
                        total.sentence_key != part.sentence_key and total.status != part.status
                        then 1
                    else 0
                end,
                -- In the sentence before, the total is the largest number; in the same one, the
                -- nearest.
                case when total.sentence_key != part.sentence_key then -total.number_value end,
                -- Three parts and more that nearly make up one of the totals are its parts.
                case
                    when
                        part.listed_count >= 3
                        and part.listed_value between 0.8 * total.number_value
                        and total.number_value
                        then 0
                    else 1
                end,
                -- "3 and 4 million yuan to A and B, including 1 and 2 million yuan for schools": in
                -- order.
                case
                    when
                        part.list_size = total.list_size
                        and part.list_position = total.list_position
                        then 0
                    else 1
                end,
                total.token_index_first desc
        ) as total_rank
    from measured_fact as part
    inner join measured_fact as total
        on
            part.paragraph_key = total.paragraph_key
            and part.quantity = total.quantity
            and part.number_value < total.number_value
            -- Parts behind one cue are beside each other.
            and (
                part.sentence_key != total.sentence_key
                or part.opens_with_article
                or part.cue_index_first is distinct from total.cue_index_first
            )
            and (
                (
                    part.sentence_key = total.sentence_key
                    and part.cue_index_first > total.token_index_first
                )
                or (
                    total.sentence_index = part.sentence_index - 1
                    -- The cue opens the sentence, or the part itself speaks of what was said.
                    and (part.cue_index_first <= 2 or part.cue_index_first = part.token_index_first)
                )
                -- "Of the 9 million yuan, 5 million went to roads": the cue names the total.
                or (
                    part.sentence_key = total.sentence_key
                    and total.phrase_index_first - part.cue_index_first between 1 and 3
                    and part.token_index_first > total.token_index_first
                    and part.opens_with_article
                )
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

each_total as (
    -- "16.2 million yuan (8.1 million yuan for each)", "each got 2 million yuan, 8 million in all".
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
            and abs(total.paragraph_position - part.paragraph_position) = 1
),

-- Runs of numbers right behind one another in a paragraph, up to twelve, that add up to the number
-- before or behind them. Two round numbers add up by chance; three do not, nor two with three
-- digits each, nor two behind their total in its sentence that are exact or told alike.
sequence as (
    select
        mention_key,
        paragraph_key,
        sentence_index,
        token_index_first,
        number_value,
        quantity,
        preposition_behind
    from measured_fact

    union all

    -- "…, 5 million went to A, of which 2 million for roads, and 3 million to B": the part of a
    -- part is no part of the sum.
    select
        mention_key,
        paragraph_key,
        sentence_index,
        token_index_first,
        number_value,
        quantity || '/outer' as quantity,
        preposition_behind
    from measured_fact
    where mention_key not in (select cued_total.mention_key from cued_total)
),

ordered_fact as (
    select
        *,
        row_number() over quantity_order as quantity_index,
        sum(number_value) over quantity_order as running_value,
        length(regexp_replace(
            replace(cast(number_value as varchar), '.', ''), '^0+|0+$', '', 'g'
        )) as significant_digits
    from sequence
    window quantity_order as (
        partition by paragraph_key, quantity order by sentence_index, token_index_first
    )
),

summing_run as (
    select
        total.mention_key as parent_mention_key,
        total.paragraph_key,
        total.quantity,
        first_part.quantity_index as first_index,
        last_part.quantity_index as last_index
    from ordered_fact as total
    inner join ordered_fact as first_part
        on
            total.paragraph_key = first_part.paragraph_key
            and total.quantity = first_part.quantity
            and first_part.quantity_index between total.quantity_index - 12
            and total.quantity_index + 1
    inner join ordered_fact as last_part
        on
            total.paragraph_key = last_part.paragraph_key
            and total.quantity = last_part.quantity
            and first_part.quantity_index < last_part.quantity_index
            and last_part.quantity_index <= first_part.quantity_index + 11
    where
        (
            total.number_value >= 100
            -- "19 courses: eight in A, six in B and five in C", "12 courses, 5 for A and 7 for B".
            or (
                total.number_value >= 10
                and total.sentence_index = first_part.sentence_index
                and total.sentence_index = last_part.sentence_index
                and (
                    last_part.quantity_index - first_part.quantity_index >= 2
                    or first_part.preposition_behind = last_part.preposition_behind
                )
            )
        )
        and (
            first_part.quantity_index = total.quantity_index + 1
            or last_part.quantity_index = total.quantity_index - 1
        )
        and abs(
            last_part.running_value - first_part.running_value + first_part.number_value
            - total.number_value
        ) <= 0.001 * total.number_value
        and (
            last_part.quantity_index - first_part.quantity_index >= 2
            or least(first_part.significant_digits, last_part.significant_digits) >= 3
            or (
                total.sentence_index = first_part.sentence_index
                and total.sentence_index = last_part.sentence_index
                and total.quantity_index < first_part.quantity_index
                and (
                    total.significant_digits >= 3
                    -- "15 million yuan, 8 million to A and 7 million to B"
                    or (
                        first_part.preposition_behind = last_part.preposition_behind
                        and total.preposition_behind
                        is distinct from first_part.preposition_behind
                    )
                )
            )
        )
        and abs(last_part.sentence_index - total.sentence_index) <= 6
        and abs(first_part.sentence_index - total.sentence_index) <= 6
),

summed_total as (
    select
        part.mention_key,
        summing_run.parent_mention_key,
        3 as source_rank,
        row_number() over (
            partition by part.mention_key order by summing_run.last_index - summing_run.first_index
        ) as total_rank
    from summing_run
    inner join ordered_fact as part
        on
            summing_run.paragraph_key = part.paragraph_key
            and summing_run.quantity = part.quantity
            and part.quantity_index between summing_run.first_index and summing_run.last_index
),

-- A member of a list of parts is a part too, even where a misprint makes it larger than the total.
listed_part as (
    select
        member.mention_key,
        cued_total.parent_mention_key,
        4 as source_rank,
        row_number() over (
            partition by member.mention_key order by cued_total.parent_mention_key
        ) as total_rank
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
    where total_rank = 1

    union all

    select * from each_total

    union all

    select * from listed_part
    where total_rank = 1

    union all

    select * from foreign_total
    where total_rank = 1

    union all

    select * from summed_total
    where total_rank = 1
),

final as (
    select
        mention_key,
        parent_mention_key,
        case source_rank
            when 1 then 'stated'
            when 5 then 'stated'
            when 2 then 'each'
            when 3 then 'sum'
            else 'listed'
        end as part_source
    from united
    qualify row_number() over (
        partition by mention_key order by source_rank, parent_mention_key
    ) = 1
)

select * from final
