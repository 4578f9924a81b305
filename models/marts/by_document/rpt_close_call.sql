-- Choices that could have gone the other way: what to read first when a rule or weight is changed.
with choice as (
    select * from {{ ref('int_number__choice') }}
    where is_close
),

mention as (
    select * from {{ ref('int_number__mention') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

document as (
    select * from {{ ref('int_text__document') }}
),

final as (
    select
        choice.mention_key,
        mention.document_key,
        choice.decision,
        choice.reading,
        choice.second_reading,
        cast(choice.score as double) as score,
        cast(choice.score - choice.margin as double) as second_score,
        cast(choice.margin as double) as margin,
        choice.rule_id,
        document.file_name as source_file,
        mention.source_line,
        mention.source_start as mention_start,
        mention.mention_text,
        sentence.sentence_text
    from choice
    inner join mention on choice.mention_key = mention.mention_key
    inner join sentence on mention.sentence_key = sentence.sentence_key
    inner join document on mention.document_key = document.document_key
)

select * from final
