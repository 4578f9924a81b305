-- Facts said twice: the same amount of the same measure and unit in one section, in other words.
-- The earlier one counts. A headline and its item may differ by rounding ("more than 2.9 billion",
-- "2.924 billion"). Round numbers recur by chance: they are linked only where a word says so
-- ("the 5 million yuan mentioned above", "in short: 5 million yuan", "this donation of 5 million")
-- or where an overview or a summary speaks of the same place.
with fact as (
    select * from {{ ref('int_fact__mention') }}
),

number_period as (
    select * from {{ ref('int_period__number_period') }}
),

number_place as (
    select * from {{ ref('int_place__number_place') }}
),

overview_heading as (
    select * from {{ ref('int_fact__overview_heading') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

repetition as (
    select distinct sentence_key from {{ ref('int_lexicon__term_mention') }}
    where term_class = 'repetition'
),

-- "this 5 million yuan", "this donation of 5 million", "the said 5 million yuan"
pointed as (
    select fact.mention_key
    from fact
    left join token as of_token
        on
            fact.sentence_key = of_token.sentence_key
            and fact.bound_index_first - 1 = of_token.token_index
            and of_token.token_norm = 'of'
    inner join token as pointer
        on
            fact.sentence_key = pointer.sentence_key
            and fact.bound_index_first - 1 - case when of_token.token_norm = 'of' then 2 else 0 end
            = pointer.token_index
            and pointer.token_norm in ('this', 'these', 'said')
),

fact_place as (
    select
        mention_key,
        {{ join_texts('distinct county_key', 'county_key', "' '") }} as county_keys
    from number_place
    where county_key is not null and county_key != 'none'
    group by mention_key
),

measured_fact as (
    select
        fact.*,
        coalesce(fact.unit_term, fact.unit_class) as unit,
        number_period.period_start_year,
        number_period.period_end_year,
        fact_place.county_keys,
        overview_heading.heading_key is not null as is_summary,
        repetition.sentence_key is not null or pointed.mention_key is not null as is_repeated,
        -- 2,924 has four significant digits, 3,000 one: round numbers recur by chance.
        length(
            trim(
                both '0' from
                replace(cast(cast(fact.number_value as decimal(28, 4)) as string), '.', '')
            )
        ) as significant_digits
    from fact
    left join number_period on fact.mention_key = number_period.mention_key
    left join fact_place on fact.mention_key = fact_place.mention_key
    left join overview_heading on fact.heading_key = overview_heading.heading_key
    left join repetition on fact.sentence_key = repetition.sentence_key
    left join pointed on fact.mention_key = pointed.mention_key
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
            and later.section_key is not distinct from earlier.section_key
            and later.measure = earlier.measure
            and later.unit is not distinct from earlier.unit
            and later.status = earlier.status
            and later.sentence_index > earlier.sentence_index
            and (
                (
                    later.number_value = earlier.number_value
                    and later.period_end_year is not distinct from earlier.period_end_year
                    and (
                        -- A whole document without sections is longer than a section.
                        later.significant_digits
                        >= case when later.section_key is null then 4 else 3 end
                        or earlier.is_headline
                        or (
                            later.significant_digits >= 2
                            and (earlier.is_summary or later.is_summary)
                            and later.heading_key is distinct from earlier.heading_key
                            and later.county_keys is not distinct from earlier.county_keys
                        )
                    )
                )
                or (
                    later.number_value = earlier.number_value
                    and later.is_repeated
                    and coalesce(later.period_end_year, earlier.period_end_year, 0)
                    = coalesce(earlier.period_end_year, later.period_end_year, 0)
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
