-- One row per number and county, or province without one, of the statement that the number makes.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
),

number_sentence_place as (
    select * from {{ ref('int_place__number_sentence_place') }}
),

number_context_place as (
    select * from {{ ref('int_place__number_context_place') }}
),

evidence as (
    select * from {{ ref('int_place__evidence') }}
),

in_sentence as (
    select
        number_sentence_place.mention_key,
        evidence.county_key,
        evidence.province_code,
        evidence.mentioned_as,
        'sentence' as place_source
    from number_sentence_place
    inner join evidence on number_sentence_place.evidence_key = evidence.evidence_key
),

in_context as (
    select
        number_mention.mention_key,
        number_context_place.county_key,
        number_context_place.province_code,
        number_context_place.mentioned_as,
        number_context_place.place_source
    from number_mention
    inner join number_context_place
        on number_mention.sentence_key = number_context_place.sentence_key
    left join number_sentence_place on number_mention.mention_key = number_sentence_place.mention_key
    where number_sentence_place.mention_key is null
),

placed as (
    select * from in_sentence
    union all
    select * from in_context
),

final as (
    select
        mention_key,
        county_key,
        case
            when province_code is not null then {{ row_key(["'province'", 'province_code']) }}
        end as province_key,
        min(place_source) as place_source,
        min(mentioned_as) as mentioned_as
    from placed
    group by mention_key, county_key, province_code
)

select * from final
