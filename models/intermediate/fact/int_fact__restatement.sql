-- Facts said twice: the same amount of the same measure and unit in one section, in other words.
-- The earlier one counts. A headline and its item may differ by rounding ("more than 2.9 billion",
-- "2.924 billion").
with fact as (
    select * from {{ ref('int_fact__mention') }}
),

number_period as (
    select * from {{ ref('int_period__number_period') }}
),

measured_fact as (
    select
        fact.*,
        coalesce(fact.unit_term, fact.unit_class) as unit,
        number_period.period_start_year,
        number_period.period_end_year,
        -- 2,924 has four significant digits, 3,000 one: round numbers recur by chance.
        length(
            regexp_replace(
                replace(cast(cast(fact.number_value as decimal(28, 4)) as varchar), '.', ''),
                '^0+|0+$', '', 'g'
            )
        ) as significant_digits
    from fact
    left join number_period on fact.mention_key = number_period.mention_key
),

pair as (
    select
        later.mention_key,
        earlier.mention_key as restated_mention_key,
        earlier.sentence_index,
        earlier.token_index_first
    from measured_fact as later
    inner join measured_fact as earlier
        on
            later.document_key = earlier.document_key
            and later.section_key = earlier.section_key
            and later.measure = earlier.measure
            and later.unit is not distinct from earlier.unit
            and later.status = earlier.status
            and later.sentence_index > earlier.sentence_index
            and (
                (
                    later.number_value = earlier.number_value
                    and (later.significant_digits >= 3 or earlier.is_headline)
                    and later.period_end_year is not distinct from earlier.period_end_year
                )
                or (
                    earlier.is_headline
                    and earlier.value_bound != 'exact'
                    and abs(later.number_value - earlier.number_value) <= 0.1 * earlier.number_value
                )
            )
),

final as (
    select
        mention_key,
        restated_mention_key
    from pair
    qualify row_number() over (
        partition by mention_key order by sentence_index, token_index_first
    ) = 1
)

select * from final
