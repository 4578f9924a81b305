-- Which fact could contain which other one of its section: a larger one of the same unit and an
-- equal or longer period that stands before it in another sentence, with how they stand to each
-- other.
with scope as (
    select * from {{ ref('int_fact__scope') }}
),

part as (
    select * from {{ ref('int_fact__part') }}
),

number_place as (
    select * from {{ ref('int_place__number_place') }}
),

restatement as (
    select * from {{ ref('int_fact__restatement') }}
),

programme_word as (
    select * from {{ ref('int_fact__programme_word') }}
),

-- A county where the text names one, else a province.
place as (
    select distinct
        mention_key,
        county_key,
        province_key
    from number_place
    where coalesce(nullif(county_key, 'none'), nullif(province_key, 'none')) is not null
),

place_count as (
    select
        mention_key,
        count(*) as place_count,
        count(nullif(county_key, 'none')) as county_count
    from place
    group by mention_key
),

divided as (
    select
        part.parent_mention_key as mention_key,
        sum(scope.total_value) as parts_value
    from part
    inner join scope on part.mention_key = scope.mention_key
    group by part.parent_mention_key
),

described as (
    select
        scope.*,
        part.mention_key is not null as is_stated_part,
        restatement.mention_key is not null as is_restatement,
        divided.parts_value,
        coalesce(place_count.place_count, 0) as place_count,
        coalesce(place_count.county_count, 0) as county_count
    from scope
    left join part on scope.mention_key = part.mention_key
    left join restatement on scope.mention_key = restatement.mention_key
    left join divided on scope.mention_key = divided.mention_key
    left join place_count on scope.mention_key = place_count.mention_key
),

paired as (
    select
        part.mention_key,
        larger.mention_key as container_key,
        larger.is_cumulative and not part.is_cumulative as is_longer,
        case
            when larger.is_stated_part then 'part'
            when larger.is_in_overview and larger.is_whole then 'overview_total'
            when larger.is_in_overview then 'overview'
            when larger.is_whole then 'total'
            when larger.parts_value is not null then 'divided'
            else 'plain'
        end as container_role,
        case
            when part.is_central and larger.is_central then 'central'
            when part.giver_role = 'brought' and larger.giver_role = 'brought' then 'brought'
            when part.giver_name = larger.giver_name then 'same'
            when
                part.giver_role in ('reporter', 'unnamed')
                and larger.giver_role in ('reporter', 'unnamed')
                then 'same'
            when
                part.giver_role = 'unnamed'
                and larger.giver_role = 'named'
                and part.paragraph_key = larger.paragraph_key
                then 'unnamed'
            else 'other'
        end as giver,
        case
            when part.paragraph_key = larger.paragraph_key then 'paragraph'
            when larger.is_in_overview then 'beyond'
            when part.heading_key = larger.heading_key then 'heading'
            else 'section'
        end as standing,
        case
            when coalesce(part.instrument, '') = coalesce(larger.instrument, '') then 'same'
            when part.instrument_family = larger.instrument_family then 'like'
            else 'other'
        end as instrument,
        'any' as number_group,
        part.sentence_index - larger.sentence_index as distance,
        part.place_count,
        part.county_count,
        larger.place_count as total_place_count,
        larger.county_count as total_county_count
    from described as part
    inner join described as larger
        on
            part.document_key = larger.document_key
            and part.passage_key = larger.passage_key
            and part.quantity = larger.quantity
            and part.sentence_key != larger.sentence_key
            and part.total_value < larger.total_value
            and part.sentence_index > larger.sentence_index
    where
        not part.is_stated_part
        and not part.is_restatement
        and not larger.is_restatement
        and not part.is_stock
        and not larger.is_stock
        and part.stage = larger.stage
        and part.is_financing = larger.is_financing
        and not part.is_in_addition
        -- A part of a total, told of a purpose, holds what is told of that purpose elsewhere.
        and (
            not larger.is_stated_part
            or (
                part.heading_key is distinct from larger.heading_key
                and part.giver_role != 'brought'
            )
        )
        -- What the text has divided to the last yuan holds nothing else.
        and coalesce(larger.parts_value, 0) < 0.97 * larger.total_value
        and (not part.is_cumulative or larger.is_cumulative)
        and (
            part.period_end_year is not distinct from larger.period_end_year
            or (larger.is_cumulative and part.period_end_year < larger.period_end_year)
        )
),

covered_place as (
    select
        paired.mention_key,
        paired.container_key,
        count(distinct coalesce(nullif(place.county_key, 'none'), place.province_key))
            as covered_count
    from paired
    inner join place on paired.mention_key = place.mention_key
    inner join place as total_place
        on
            paired.container_key = total_place.mention_key
            and place.province_key = total_place.province_key
            and (
                total_place.county_key is null
                or total_place.county_key = 'none'
                or place.county_key = total_place.county_key
            )
    group by paired.mention_key, paired.container_key
),

shared_word as (
    select
        paired.mention_key,
        paired.container_key,
        count(*) as word_count
    from paired
    inner join programme_word as part_word on paired.mention_key = part_word.mention_key
    inner join programme_word as total_word
        on
            paired.container_key = total_word.mention_key
            and part_word.word = total_word.word
    group by paired.mention_key, paired.container_key
),

placed as (
    select
        paired.*,
        case
            when paired.place_count = 0 and paired.total_place_count = 0 then 'nowhere'
            when paired.total_place_count = 0 then 'nation'
            when paired.place_count = 0 then 'wider'
            when coalesce(covered_place.covered_count, 0) < paired.place_count then 'elsewhere'
            when
                paired.place_count < paired.total_place_count
                or (paired.county_count > 0 and paired.total_county_count = 0)
                then 'within'
            else 'same'
        end as place,
        coalesce(shared_word.word_count, 0) as shared_word_count
    from paired
    left join covered_place
        on
            paired.mention_key = covered_place.mention_key
            and paired.container_key = covered_place.container_key
    left join shared_word
        on
            paired.mention_key = shared_word.mention_key
            and paired.container_key = shared_word.container_key
),

comparable as (
    select
        *,
        -- In one breath or with no place told, another kind of money is another thing.
        instrument != 'same'
        and (
            place = 'nowhere'
            or (standing = 'paragraph' and place in ('nation', 'same'))
        ) as is_of_other_kind
    from placed
    where giver = 'brought' or instrument != 'other'
),

final as (
    select
        mention_key,
        container_key as span_key,
        container_role as span_class,
        case when container_role = 'part' then 'any' else giver end
        || '_' || place || '_' || standing
        || case when container_role != 'part' and is_of_other_kind then '_other_kind' else '' end
        || case
            when container_role = 'part' and shared_word_count >= 1 then '_purpose'
            when standing = 'section' and shared_word_count >= 2 then '_programme'
            else ''
        end as relation,
        number_group,
        distance,
        place,
        is_longer
    from comparable
)

select * from final
