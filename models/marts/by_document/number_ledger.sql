with mention as (
    select * from {{ ref('int_number__mention') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

choice as (
    select * from {{ ref('int_number__choice') }}
    where decision = 'kind'
),

number_kind as (
    select * from {{ ref('number_kind') }}
),

fact_key as (
    select * from {{ ref('int_fact__fact_key') }}
),

document as (
    select * from {{ ref('int_text__document') }}
),

final as (
    select
        mention.mention_key,
        mention.document_key,
        document.file_name as source_file,
        mention.source_line,
        mention.source_start as mention_start,
        mention.source_end as mention_end,
        mention.mention_text,
        sentence.sentence_text,
        mention.number_value,
        coalesce(mention.unit_term, '') as unit_text,
        coalesce(choice.reading, 'unknown') as kind,
        case when fact_key.fact_key is not null then number_kind.measure end as measure,
        fact_key.fact_table,
        fact_key.fact_key,
        choice.rule_id
    from mention
    inner join sentence on mention.sentence_key = sentence.sentence_key
    inner join document on mention.document_key = document.document_key
    left join choice on mention.mention_key = choice.mention_key
    left join number_kind on choice.reading = number_kind.kind
    left join fact_key on mention.mention_key = fact_key.mention_key
)

select * from final
