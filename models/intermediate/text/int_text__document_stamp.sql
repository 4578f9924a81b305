-- The day that a page says it is of: in a dateline ("HEFEI, Jan. 22, 2019 (Agency) --") or a stamp
-- of the site or agency ("Source: Daily | Updated: 2018-03-05 09:12"), above or below its text.
with line as (
    select * from {{ ref('int_text__line') }}
),

line_cue as (
    select * from {{ ref('int_text__line_cue') }}
),

month as (
    select * from {{ ref('text_month') }}
),

ordered_line as (
    select
        document_key,
        line_number,
        text_index,
        line_words,
        {{ plain_text('trimmed_text') }} as plain_text,
        max(text_index) over (partition by document_key) as last_text_index
    from line
    where not is_blank
),

-- Where pages stand their stamps, and where reports begin.
edge_line as (
    select
        *,
        left(plain_text, 200) as opening_text,
        length(plain_text) as text_length
    from ordered_line
    where text_index <= 15 or text_index > last_text_index - 6
),

written as (
    select
        document_key,
        line_number,
        text_length,
        {{ regexp_like('opening_text', dateline_pattern()) }} as is_dateline,
        {{ regexp_first('opening_text', year_month_day_pattern()) }} as numeric_text,
        {{ regexp_first('opening_text', year_month_day_pattern(), 1) }} as numeric_year,
        {{ regexp_first('opening_text', year_month_day_pattern(), 2) }} as numeric_month,
        {{ regexp_first('opening_text', year_month_day_pattern(), 3) }} as numeric_day,
        {{ regexp_first('opening_text', day_month_year_digits_pattern()) }} as digits_text,
        {{ regexp_first('opening_text', day_month_year_digits_pattern(), 1) }} as first_digits,
        {{ regexp_first('opening_text', day_month_year_digits_pattern(), 2) }} as second_digits,
        {{ regexp_first('opening_text', day_month_year_digits_pattern(), 3) }} as digits_year,
        {{ regexp_first('opening_text', month_day_year_pattern()) }} as month_first_text,
        lower({{ regexp_first('opening_text', month_day_year_pattern(), 1) }}) as month_first_name,
        {{ regexp_first('opening_text', month_day_year_pattern(), 2) }} as month_first_day,
        {{ regexp_first('opening_text', month_day_year_pattern(), 3) }} as month_first_year,
        {{ regexp_first('opening_text', day_month_year_pattern()) }} as day_first_text,
        {{ regexp_first('opening_text', day_month_year_pattern(), 1) }} as day_first_day,
        lower({{ regexp_first('opening_text', day_month_year_pattern(), 2) }}) as day_first_name,
        {{ regexp_first('opening_text', day_month_year_pattern(), 3) }} as day_first_year
    from edge_line
),

dated as (
    select
        written.document_key,
        written.line_number,
        written.text_length,
        written.is_dateline,
        coalesce(
            try_cast(concat(
                written.numeric_year, '-', lpad(written.numeric_month, 2, '0'), '-',
                lpad(written.numeric_day, 2, '0')
            ) as date),
            try_cast(concat(
                written.month_first_year, '-',
                lpad(cast(first_month.month_number as string), 2, '0'), '-',
                lpad(written.month_first_day, 2, '0')
            ) as date),
            try_cast(concat(
                written.day_first_year, '-',
                lpad(cast(second_month.month_number as string), 2, '0'), '-',
                lpad(written.day_first_day, 2, '0')
            ) as date),
            -- The day stands first, unless it would be a month that no year has.
            try_cast(concat(
                written.digits_year, '-', lpad(written.second_digits, 2, '0'), '-',
                lpad(written.first_digits, 2, '0')
            ) as date),
            try_cast(concat(
                written.digits_year, '-', lpad(written.first_digits, 2, '0'), '-',
                lpad(written.second_digits, 2, '0')
            ) as date)
        ) as stamped_date,
        greatest(
            length(written.numeric_text), length(written.month_first_text),
            length(written.day_first_text), length(written.digits_text)
        ) as date_length
    from written
    left join month as first_month on written.month_first_name = first_month.month_name
    left join month as second_month on written.day_first_name = second_month.month_name
),

stamp_line as (
    select distinct
        document_key,
        line_number
    from line_cue
    where cue_class = 'stamp'
),

-- A report tells of its day: "told reporters on Monday", "last year".
told_line as (
    select
        document_key,
        count(*) as told_count
    from line_cue
    where cue_class = 'told'
    group by document_key
),

dateline as (
    select
        document_key,
        bool_or(is_dateline) as has_dateline
    from written
    group by document_key
),

-- A stamp names what it is, or is little more than the date.
stamped as (
    select
        dated.document_key,
        min_by(
            dated.stamped_date, case when dated.is_dateline then 0 else dated.line_number end
        ) as stamped_date,
        bool_or(dated.is_dateline) as is_dateline
    from dated
    left join stamp_line
        on
            dated.document_key = stamp_line.document_key
            and dated.line_number = stamp_line.line_number
    where
        dated.stamped_date is not null
        and (
            dated.is_dateline
            or dated.text_length <= dated.date_length + 24
            or (stamp_line.line_number is not null and dated.text_length <= 200)
        )
    group by dated.document_key
),

final as (
    select
        dateline.document_key,
        stamped.stamped_date,
        case when coalesce(stamped.is_dateline, true) then 'dateline' else 'stamp' end
            as date_source,
        dateline.has_dateline or coalesce(told_line.told_count, 0) > 0 as is_report_of_its_day
    from dateline
    left join stamped on dateline.document_key = stamped.document_key
    left join told_line on dateline.document_key = told_line.document_key
    -- A dateline may name no year: "LANZHOU, Aug. 3 (Agency) --".
    where stamped.document_key is not null or dateline.has_dateline
)

select * from final
