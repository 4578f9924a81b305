with fact_key as (
    select * from {{ ref('int_fact__fact_key') }}
),

mention as (
    select * from {{ ref('int_number__mention') }}
),

number_place as (
    select * from {{ ref('int_place__number_place') }}
    where province_key is not null and province_key != 'none'
),

final as (
    -- Sessions and participants of one training row may name a province twice: the nearer source
    -- stays.
    select
        mention.document_key,
        fact_key.fact_table,
        fact_key.fact_key,
        number_place.province_key,
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
        mention.document_key, fact_key.fact_table, fact_key.fact_key, number_place.province_key
)

select * from final
