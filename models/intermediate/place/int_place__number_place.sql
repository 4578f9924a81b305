-- One row per number and county or province of the statement that the number makes.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
),

mention as (
    select * from {{ ref('int_place__mention_resolved') }}
),

final as (
    select distinct
        number_mention.mention_key,
        mention.county_key,
        mention.province_code as province_key,
        'sentence' as place_source,
        mention.mentioned_as
    from number_mention
    inner join mention on number_mention.sentence_key = mention.sentence_key
    where mention.place_level in ('county', 'province')
)

select * from final
