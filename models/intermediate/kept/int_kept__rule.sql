-- How often each rule speaks in a document, and how often it decides.
with evidence as (
    select * from {{ ref('int_number__evidence') }}
),

choice as (
    select * from {{ ref('int_number__choice') }}
),

mention as (
    select * from {{ ref('int_number__mention') }}
),

fact_mention as (
    select * from {{ ref('int_fact__mention') }}
),

spoken as (
    select
        mention_key,
        rule_id,
        1 as fired,
        0 as decided
    from evidence

    union all

    select
        mention_key,
        rule_id,
        0 as fired,
        1 as decided
    from choice
    where rule_id is not null
),

final as (
    select
        mention.document_key,
        spoken.rule_id,
        cast(sum(spoken.fired) as integer) as fired_count,
        cast(sum(spoken.decided) as integer) as decided_count,
        cast(
            sum(case when fact_mention.mention_key is not null then spoken.decided else 0 end)
            as integer
        ) as fact_count
    from spoken
    inner join mention on spoken.mention_key = mention.mention_key
    left join fact_mention on spoken.mention_key = fact_mention.mention_key
    group by mention.document_key, spoken.rule_id
)

select * from final
