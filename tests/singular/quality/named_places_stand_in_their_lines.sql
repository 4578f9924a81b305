-- A place or twinning in a public table whose name does not stand at its offsets. Without it a
-- reader who looks a name up would find other words there. Look at the joins of the mart named. Of
-- a name torn over two lines the offsets cover what ends the first.
with raw_line as (
    select * from {{ source('raw', 'line') }}
),

named as (
    select
        'bridge_agency_county' as table_name,
        agency_county_key as row_key,
        document_key,
        source_line,
        mention_start,
        mention_end,
        mention_text
    from {{ ref('bridge_agency_county') }}

    union all

    select
        'fct_place_mention' as table_name,
        place_mention_key as row_key,
        document_key,
        source_line,
        mention_start,
        mention_end,
        mentioned_as as mention_text
    from {{ ref('fct_place_mention') }}
),

final as (
    select
        named.table_name,
        named.row_key,
        named.document_key,
        named.source_line,
        named.mention_text
    from named
    left join raw_line
        on
            named.document_key = raw_line.document_key
            and named.source_line = raw_line.line_number
    where
        substr(
            raw_line.line_text,
            named.mention_start + 1,
            named.mention_end - named.mention_start
        ) is distinct from left(named.mention_text, named.mention_end - named.mention_start)
        or (
            named.mention_end - named.mention_start < length(named.mention_text)
            and {{ without_blanks('substr(raw_line.line_text, named.mention_end + 1)') }} != ''
        )
)

select * from final
