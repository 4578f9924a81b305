-- Which stated number is a component of which stated total: behind "of which", "including" and their like, or because
-- the parts add up to the total.
with fact as (
    select * from {{ ref('int_fact__mention') }}
),

part_cue as (
    select * from {{ ref('int_lexicon__term_mention') }}
    where term_class = 'part'
),

token_position as (
    select * from {{ ref('int_number__token_position') }}
),

measured_fact as (
    -- What can be compared: the same measure in the same unit.
    select
        *,
        measure || '/' || case
            when measure = 'funds' then coalesce(unit_term, 'CNY')
            when measure = 'people_lifted' then coalesce(unit_class, 'unit_person')
            else ''
        end as quantity
    from fact
),

-- The last cue between a total and its part decides; a semicolon or a colon ends the enumeration.
cued_part as (
    select
        part.mention_key,
        part.number_value,
        part.sentence_key,
        part.paragraph_key,
        part.sentence_index,
        part.quantity,
        part.token_index_first,
        max(part_cue.token_index_first) as cue_index_first
    from measured_fact as part
    inner join part_cue
        on
            part.sentence_key = part_cue.sentence_key
            and part_cue.token_index_last < part.token_index_first
    left join token_position as cue_position
        on
            part.sentence_key = cue_position.sentence_key
            and part_cue.token_index_last = cue_position.token_index
    left join token_position as part_position
        on
            part.sentence_key = part_position.sentence_key
            and part.token_index_first = part_position.token_index
    where part_position.semicolon_count = cue_position.semicolon_count
    group by all
),

cued_total as (
    select
        cued_part.mention_key,
        total.mention_key as parent_mention_key,
        'stated' as part_source,
        row_number() over (
            partition by cued_part.mention_key
            order by
                total.sentence_index desc,
                -- In the sentence before, the total is the largest number; in the same one, the nearest.
                case
                    when total.sentence_key != cued_part.sentence_key then -total.number_value
                end,
                total.token_index_first desc
        ) as total_rank
    from cued_part
    inner join measured_fact as total
        on
            cued_part.paragraph_key = total.paragraph_key
            and cued_part.quantity = total.quantity
            and total.number_value > cued_part.number_value
            and (
                (
                    total.sentence_key = cued_part.sentence_key
                    and total.token_index_first < cued_part.cue_index_first
                )
                or (
                    total.sentence_index = cued_part.sentence_index - 1
                    and cued_part.cue_index_first <= 2
                )
            )
),

-- Runs of numbers right behind one another in a paragraph, up to twelve, that add up to the number before or
-- behind them.
ordered_fact as (
    select
        *,
        row_number() over quantity_order as quantity_index,
        sum(number_value) over quantity_order as running_value
    from measured_fact
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
        last_part.quantity_index as last_index,
        abs(first_part.quantity_index - total.quantity_index) as distance
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
            and last_part.quantity_index > first_part.quantity_index
            and last_part.quantity_index <= first_part.quantity_index + 11
    where
        (
            first_part.quantity_index = total.quantity_index + 1
            or last_part.quantity_index = total.quantity_index - 1
        )
        and abs(
            last_part.running_value - first_part.running_value + first_part.number_value
            - total.number_value
        ) <= 0.001 * total.number_value
        and abs(last_part.sentence_index - total.sentence_index) <= 3
        and abs(first_part.sentence_index - total.sentence_index) <= 3
),

summed_total as (
    select
        part.mention_key,
        summing_run.parent_mention_key,
        'sum' as part_source,
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

united as (
    select * from summed_total
    where total_rank = 1

    union all

    select * from cued_total
    where total_rank = 1
),

final as (
    select
        mention_key,
        parent_mention_key,
        part_source
    from united
    qualify row_number() over (partition by mention_key order by part_source desc) = 1
)

select * from final
