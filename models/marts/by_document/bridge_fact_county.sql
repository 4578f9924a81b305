with fact_key as (
    select * from {{ ref('int_fact__fact_key') }}
),

mention as (
    select * from {{ ref('int_number__mention') }}
),

number_place as (
    select * from {{ ref('int_place__number_place') }}
    where county_key is not null and county_key != 'none'
),

final as (
    -- Sessions and participants of one training row may name a county twice: the nearer source
    -- stays.
    select
        mention.document_key,
        fact_key.fact_table,
        fact_key.fact_key,
        number_place.county_key,
        min(number_place.mentioned_as) as mentioned_as,
        case min(
            case number_place.place_source
                when 'sentence' then 1
                when 'paragraph' then 2
                else 3
            end
        )
            when 1 then 'sentence'
            when 2 then 'paragraph'
            else 'section'
        end as place_source
    from fact_key
    inner join mention on fact_key.mention_key = mention.mention_key
    inner join number_place on fact_key.mention_key = number_place.mention_key
    group by
        mention.document_key, fact_key.fact_table, fact_key.fact_key, number_place.county_key
)

select * from final
