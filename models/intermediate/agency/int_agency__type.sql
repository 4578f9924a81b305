-- What kind of organisation each one is: as the list has it, else as the words of a body of a
-- province tell.
with listed as (
    select * from {{ ref('int_agency__listed') }}
),

known_mention as (
    select * from {{ ref('int_agency__known_mention') }}
    where local_name is not null
),

final as (
    select
        agency_key,
        agency_type
    from listed

    union all

    select
        known_mention.agency_key,
        min(known_mention.local_type) as agency_type
    from known_mention
    left join listed on known_mention.agency_key = listed.agency_key
    where listed.agency_key is null
    group by known_mention.agency_key
)

select * from final
