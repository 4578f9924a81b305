-- How organisations named in sentences were recognised.
with agency_mention as (
    select * from {{ ref('int_kept__agency_mention') }}
),

organisation as (
    select * from {{ ref('int_corpus__organisation') }}
),

final as (
    select
        agency_mention.resolution,
        organisation.agency_name,
        agency_mention.mentioned_as,
        agency_mention.agency_key,
        cast(sum(agency_mention.mention_count) as integer) as mention_count
    from agency_mention
    left join organisation on agency_mention.agency_key = organisation.agency_key
    group by
        agency_mention.resolution, organisation.agency_name, agency_mention.mentioned_as,
        agency_mention.agency_key
)

select * from final
