-- A name that two organisations have, as it is compared. Without it a fact would go to whichever
-- row comes first. Mend seeds/agency/agency_alias.csv.
with agency_alias as (
    select * from {{ ref('agency_alias') }}
),

final as (
    select
        'seeds/agency/agency_alias.csv' as source_file,
        {{ agency_match_text('alias_name') }} as match_text,
        count(distinct agency_code) as agency_count
    from agency_alias
    group by {{ agency_match_text('alias_name') }}
    having count(distinct agency_code) > 1
)

select * from final
