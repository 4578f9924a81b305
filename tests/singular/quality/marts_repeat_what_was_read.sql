-- A number of the ledger whose value or unit is not that of its mention, or an organisation whose
-- years are not those of its list. Without it a slip in a mart could change what was read right.
-- Look at number_ledger and dim_agency.
with ledger as (
    select * from {{ of_batch(ref('number_ledger')) }}
),

mention as (
    select * from {{ ref('int_number__mention') }}
),

agency as (
    select * from {{ ref('dim_agency') }}
),

organisation as (
    select * from {{ ref('int_corpus__organisation') }}
),

final as (
    select
        'number_ledger' as table_name,
        ledger.mention_key as row_key,
        ledger.source_file,
        ledger.source_line
    from ledger
    left join mention on ledger.mention_key = mention.mention_key
    where
        ledger.number_value is distinct from mention.number_value
        or ledger.unit_text is distinct from coalesce(mention.unit_term, '')

    union all

    select
        'dim_agency' as table_name,
        agency.agency_key as row_key,
        'seeds/agency/agency.csv' as source_file,
        null as source_line
    from agency
    inner join organisation on agency.agency_key = organisation.agency_key
    where
        agency.valid_from_year is distinct from organisation.valid_from_year
        or agency.valid_to_year is distinct from organisation.valid_to_year
)

select * from final
