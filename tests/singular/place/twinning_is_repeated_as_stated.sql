-- A county that an organisation is twinned with in the text and that the bridge lacks, or whose
-- relation, year or weight there is not that of the strongest statement. Without it a twinning
-- could get lost or be dated by another one. Returns organisation and county; look at the joins of
-- bridge_agency_county.
with stated as (
    select * from {{ ref('int_kept__twinning') }}
),

bridge as (
    select * from {{ ref('bridge_agency_county') }}
),

strongest as (
    select
        agency_key,
        county_key,
        max(weight) as weight
    from stated
    group by agency_key, county_key
),

final as (
    select
        bridge.source_file,
        bridge.source_line,
        bridge.statement_weight,
        strongest.weight as stated_weight,
        coalesce(strongest.agency_key, bridge.agency_key) as agency_key,
        coalesce(strongest.county_key, bridge.county_key) as county_key
    from strongest
    full outer join bridge
        on
            strongest.agency_key = bridge.agency_key
            and strongest.county_key = bridge.county_key
    where
        bridge.statement_weight is distinct from cast(strongest.weight as double)
        or not exists (
            select 1
            from stated
            where
                stated.agency_key = bridge.agency_key
                and stated.county_key = bridge.county_key
                and stated.relation = bridge.relation
                and stated.since_year is not distinct from bridge.since_year
        )
)

select * from final
