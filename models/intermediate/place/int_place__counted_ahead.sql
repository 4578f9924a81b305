-- One row per number that counts counties ("Six counties bid farewell to poverty") and county that
-- the text names right behind, where it names just as many in one stretch.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
    where unit_class = 'unit_county' and number_value between 2 and 30
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

evidence as (
    select * from {{ ref('int_place__evidence') }}
    where county_key is not null
),

stretch as (
    select
        number_mention.mention_key,
        evidence.evidence_key,
        min(evidence.sentence_index) as sentence_index,
        min(evidence.token_index_first) as token_index_first
    from number_mention
    inner join sentence on number_mention.sentence_key = sentence.sentence_key
    inner join evidence
        on
            sentence.paragraph_key = evidence.paragraph_key
            and (
                evidence.sentence_index - sentence.sentence_index between 1 and 2
                or (
                    sentence.sentence_key = evidence.sentence_key
                    and number_mention.token_index_last < evidence.token_index_first
                )
            )
    where evidence.evidence_type = 'name'
    group by number_mention.mention_key, evidence.evidence_key, number_mention.number_value
    having count(distinct evidence.county_key) = number_mention.number_value
),

nearest as (
    select *
    from stretch
    qualify
        row_number() over (
            partition by mention_key order by sentence_index, token_index_first
        ) = 1
),

final as (
    select distinct
        nearest.mention_key,
        evidence.county_key,
        evidence.province_code,
        evidence.mentioned_as
    from nearest
    inner join evidence on nearest.evidence_key = evidence.evidence_key
)

select * from final
