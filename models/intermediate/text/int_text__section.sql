with line_section as (
    select * from {{ ref('int_text__line_section') }}
),

line_span as (
    select * from {{ ref('int_text__line_span') }}
),

month as (
    select * from {{ ref('text_month') }}
),

line as (
    select * from {{ ref('int_text__line') }}
),

line_cue as (
    select * from {{ ref('int_text__line_cue') }}
),

source_cue as (
    select distinct cue from {{ ref('text_line_cue') }}
    where cue_class = 'source'
),

-- "Item Three", and every section of a newsletter: news that stands alone.
item_line as (
    select distinct
        document_key,
        line_number
    from line_cue
    where cue_class = 'item'
),

newsletter as (
    select distinct line_cue.document_key
    from line_cue
    inner join line
        on line_cue.document_key = line.document_key and line_cue.line_number = line.line_number
    where line_cue.cue_class = 'briefing' and line.text_index <= 3
),

section_line as (
    select * from line_section
    where section_index is not null
),

section_range as (
    select
        document_key,
        section_index,
        any_value(document_form) as document_form,
        bool_or(line_role = 'section_title') as has_title,
        min(line_number) as first_line_number,
        max(line_number) as last_line_number,
        min(case when line_role = 'heading' then line_number end) as first_heading_line_number
    from section_line
    group by document_key, section_index
),

-- The title: its title lines, or in a text with headings only the heading that opens it.
title as (
    select
        section_line.document_key,
        section_line.section_index,
        {{ join_texts("concat(' ', line_span.span_text)", 'line_span.line_number') }} as title_text
    from section_line
    inner join line_span
        on
            section_line.document_key = line_span.document_key
            and section_line.line_number = line_span.line_number
            and line_span.span_index <= 3
    where
        section_line.line_role = 'section_title'
        or (
            section_line.document_form <> 'briefing'
            and section_line.opens_section
            and line_span.span_type = 'heading'
        )
    group by section_line.document_key, section_line.section_index
),

-- "Yunnan: To supervise …", "Ministry of Education: …"
lead_in as (
    select
        section_line.document_key,
        section_line.section_index,
        {{ regexp_first('line_span.span_text', "'^([^.:;!?：。]{2,80})[:：][ ]'", 1) }} as title_text
    from section_line
    inner join section_range
        on
            section_line.document_key = section_range.document_key
            and section_line.section_index = section_range.section_index
            and section_line.line_number = section_range.first_line_number
    inner join line_span
        on
            section_line.document_key = line_span.document_key
            and section_line.line_number = line_span.line_number
            and line_span.span_type in ('body', 'heading')
    where section_line.document_form = 'briefing'
    -- "[Roads: new] Hebei: …": of a heading and the text behind it the first.
    qualify row_number() over (
        partition by section_line.document_key, section_line.section_index
        order by line_span.span_start
    ) = 1
),

source_text as (
    select
        section_line.document_key,
        section_line.section_index,
        {{ single_spaced("min_by(line_span.span_text, line_span.line_number)") }} as source_text
    from section_line
    inner join line_span
        on
            section_line.document_key = line_span.document_key
            and section_line.line_number = line_span.line_number
            and line_span.span_type = 'source_line'
    group by section_line.document_key, section_line.section_index
),

-- "Source: Yunnan Daily June 1, 2020", "(From: China News, 2 June 2018)", "Reported by Xinhua"
bare_source as (
    select
        document_key,
        section_index,
        {{ regexp_replace_all('source_text', "'^[(（\\[*_ ]+|[)）\\]*_ .]+$'", "''") }} as bare_text
    from source_text
),

-- The words in front name no outlet: up to the colon, or else the longest cue.
opening as (
    select
        bare_source.document_key,
        bare_source.section_index,
        bare_source.bare_text,
        case
            when {{ regexp_like('bare_source.bare_text', "'^[^:：]{2,30}[:：]'") }}
                then length({{ regexp_first('bare_source.bare_text', "'^[^:：]+[:：] ?'") }})
            else coalesce(max(length(source_cue.cue)) + 1, 0)
        end as opening_length
    from bare_source
    left join source_cue
        on {{ text_starts_with('lower(bare_source.bare_text)', "concat(source_cue.cue, ' ')") }}
    group by bare_source.document_key, bare_source.section_index, bare_source.bare_text
),

named as (
    select
        document_key,
        section_index,
        substr(bare_text, opening_length + 1) as outlet_and_date
    from opening
),

dated as (
    select
        *,
        {{ regexp_first('outlet_and_date', month_day_year_pattern(), 1) }} as first_month_name,
        {{ regexp_first('outlet_and_date', month_day_year_pattern(), 2) }} as day_after_month,
        {{ regexp_first('outlet_and_date', day_month_year_pattern(), 2) }} as second_month_name,
        {{ regexp_first('outlet_and_date', day_month_year_pattern(), 1) }} as day_before_month,
        {{ regexp_first('outlet_and_date', "'(?:19|20)[0-9]{2}'") }} as year_text,
        {{ regexp_first('outlet_and_date', year_month_day_pattern(), 2) }} as month_digits,
        {{ regexp_first('outlet_and_date', year_month_day_pattern(), 3) }} as day_digits
    from named
),

calendar as (
    select
        dated.document_key,
        dated.section_index,
        dated.outlet_and_date,
        dated.year_text,
        cast(coalesce(
            cast(first_month.month_number as string),
            cast(second_month.month_number as string),
            dated.month_digits
        ) as string) as month_text,
        case
            when first_month.month_number is not null then dated.day_after_month
            when second_month.month_number is not null then dated.day_before_month
            else dated.day_digits
        end as day_text
    from dated
    left join month as first_month
        on lower(dated.first_month_name) = first_month.month_name
    left join month as second_month
        on lower(dated.second_month_name) = second_month.month_name
),

sourced as (
    select
        document_key,
        section_index,
        try_cast(
            concat(year_text, '-', lpad(month_text, 2, '0'), '-', lpad(day_text, 2, '0')) as date
        ) as source_date,
        -- The outlet is what stands before the date.
        nullif(
            {{ regexp_replace_all('outlet_and_date', closing_date_pattern(), "''") }}, ''
        ) as source_outlet
    from calendar
),

final as (
    select
        {{ row_key([
            'section_range.document_key', "'section'", 'section_range.first_line_number'
        ]) }} as section_key,
        section_range.document_key,
        section_range.section_index,
        case
            when section_range.document_form = 'briefing' then 'briefing_item'
            when section_range.has_title then 'agency_section'
            when
                item_line.line_number is not null
                or (
                    newsletter.document_key is not null
                    and section_range.first_heading_line_number is not null
                )
                then 'briefing_item'
            else 'plain'
        end as section_type,
        nullif({{ regexp_replace_all(
            single_spaced('coalesce(title.title_text, lead_in.title_text)'), "'^[#*_ ]+|[*_ ]+$'", "''"
        ) }}, '')
            as section_title,
        section_range.first_line_number,
        section_range.last_line_number,
        sourced.source_outlet,
        sourced.source_date
    from section_range
    left join newsletter on section_range.document_key = newsletter.document_key
    left join item_line
        on
            section_range.document_key = item_line.document_key
            and section_range.first_line_number = item_line.line_number
    left join title
        on
            section_range.document_key = title.document_key
            and section_range.section_index = title.section_index
    left join lead_in
        on
            section_range.document_key = lead_in.document_key
            and section_range.section_index = lead_in.section_index
    left join sourced
        on
            section_range.document_key = sourced.document_key
            and section_range.section_index = sourced.section_index
)

select * from final
