-- How often each document names an organisation in the same way.
with agency_mention as (
    select * from {{ ref('int_agency__mention') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

final as (
    select
        sentence.document_key,
        agency_mention.resolution,
        agency_mention.mentioned_as,
        agency_mention.agency_key,
        cast(count(*) as integer) as mention_count
    from agency_mention
    inner join sentence on agency_mention.sentence_key = sentence.sentence_key
    group by
        sentence.document_key, agency_mention.resolution, agency_mention.mentioned_as,
        agency_mention.agency_key
)

select * from final
