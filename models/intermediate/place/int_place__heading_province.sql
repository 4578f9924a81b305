-- One row per heading that names one province which others support, and that province: what stands
-- below it is about it, and another province named there helps.
with evidence as (
    select * from {{ ref('int_place__evidence') }}
    where province_code is not null
),

heading_sentence as (
    select
        sentence_key,
        heading_key
    from {{ ref('int_text__sentence') }}
    where paragraph_type = 'heading'
),

province as (
    select * from {{ ref('place_province') }}
),

final as (
    select
        heading_sentence.heading_key,
        min(evidence.province_code) as province_code
    from heading_sentence
    inner join evidence on heading_sentence.sentence_key = evidence.sentence_key
    inner join province on evidence.province_code = province.province_code
    group by heading_sentence.heading_key
    having count(distinct evidence.province_code) = 1 and not bool_or(province.is_aid_donor)
)

select * from final
