-- A name that is called resolved without a place, or unresolved with one; a county without a key.
-- Without it a name would be counted as known in the reports while its facts lose their place.
-- Look at int_place__mention_resolved.
with mention as (
    select * from {{ ref('int_place__mention_resolved') }}
),

located as (
    select * from {{ ref('int_place__mention_located') }}
),

document as (
    select * from {{ ref('stg_raw__document') }}
),

final as (
    select
        mention.name_key,
        document.file_name as source_file,
        located.source_line,
        mention.mentioned_as,
        mention.resolution,
        mention.place_level,
        mention.place_id
    from mention
    left join located on mention.name_key = located.name_key
    left join document on mention.document_key = document.document_key
    where
        (
            (mention.place_id is null)
            = (mention.resolution in ('several candidates', 'unresolved'))
        ) is not true
        or ((mention.county_key is not null) = (mention.place_level = 'county')) is not true
)

select * from final
