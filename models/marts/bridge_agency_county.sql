with stated as (
    select * from {{ ref('int_kept__twinning') }}
),

-- An agency with sections in several documents is twinned with a county once.
final as (
    select
        {{ row_key(['agency_key', 'county_key']) }} as agency_county_key,
        agency_key,
        county_key,
        relation,
        since_year,
        document_key,
        source_file,
        source_line,
        mention_start,
        mention_end,
        mention_text,
        sentence_text,
        cast(weight as double) as statement_weight
    from stated
    qualify
        row_number() over (
            partition by agency_key, county_key
            order by weight desc, source_file asc, source_line asc
        ) = 1
)

select * from final
