with document as (
    select * from {{ ref('stg_raw__document') }}
),

document_shape as (
    select * from {{ ref('int_text__document_shape') }}
),

paragraph as (
    select * from {{ ref('int_text__paragraph') }}
),

section as (
    select * from {{ ref('int_text__section') }}
),

document_year as (
    select * from {{ ref('int_text__document_year') }}
),

line_cue as (
    select * from {{ ref('int_text__line_cue') }}
),

month as (
    select * from {{ ref('text_month') }}
),

stamp as (
    select * from {{ ref('int_text__document_stamp') }}
),

body_start as (
    select
        document_key,
        min(paragraph_index) as paragraph_index
    from paragraph
    where paragraph_type in ('body', 'group_heading')
    group by document_key
),

-- What a document says about itself: its title, the lines around it, and its running heads.
self_line as (
    select
        paragraph.document_key,
        paragraph.paragraph_index,
        paragraph.paragraph_type,
        {{ single_spaced('paragraph.paragraph_text') }} as self_text,
        paragraph.paragraph_index < body_start.paragraph_index as is_above_body,
        bool_or(coalesce(line_cue.cue_class = 'yearbook', false)) as names_yearbook,
        bool_or(coalesce(line_cue.cue_class = 'issue', false)) as names_issue,
        bool_or(coalesce(line_cue.cue_class = 'work_report', false)) as names_work_report
    from paragraph
    left join line_cue
        on
            paragraph.document_key = line_cue.document_key
            and paragraph.first_line_number = line_cue.line_number
    left join body_start on paragraph.document_key = body_start.document_key
    where
        paragraph.paragraph_type in ('document_header', 'furniture')
        or (paragraph.paragraph_type = 'title' and paragraph.section_key is null)
        or (
            paragraph.paragraph_type = 'heading'
            and paragraph.paragraph_index < body_start.paragraph_index
        )
    group by
        paragraph.document_key,
        paragraph.paragraph_index,
        paragraph.paragraph_type,
        paragraph.paragraph_text,
        body_start.paragraph_index
),

-- "Y Prefecture, June 2018" below the title: when the document was written.
date_line as (
    select
        self_part.document_key,
        min(try_cast(self_part.year_text as integer)) as dated_year,
        min_by(month.month_number, try_cast(self_part.year_text as integer)) as dated_month
    from (
        select
            document_key,
            {{ regexp_first(
                'self_text',
                "'([A-Z][a-z]{2,8})\\.?(?: [0-9]{1,2}(?:st|nd|rd|th)?)?,? (?:19|20)[0-9]{2}[.)]?$'",
                1
            ) }} as month_name,
            {{ regexp_first('self_text', "'((?:19|20)[0-9]{2})[.)]?$'", 1) }} as year_text
        from self_line
        where is_above_body and paragraph_type != 'furniture'
    ) as self_part
    inner join month on lower(self_part.month_name) = month.month_name
    group by self_part.document_key
),

-- "Bulletin of the Office, 2012, No. 3" above the text: a number of a series is of its year.
issue_line as (
    select
        document_key,
        min(try_cast({{ regexp_first('self_text', "'(?:19|20)[0-9]{2}'") }} as integer))
            as issue_year
    from self_line
    where
        is_above_body and names_issue and not names_yearbook
        and paragraph_type in ('title', 'document_header', 'furniture')
    group by document_key
),

-- "Three-Year Action Plan (2018-2020)": a plan looks ahead from its first year, a report looks back
-- from its last one.
title_span as (
    select
        document_key,
        min(try_cast(start_text as integer)) as span_start_year,
        max(try_cast(end_text as integer)) as span_end_year,
        bool_or({{ regexp_like(
            'lower(self_text)',
            "'\\b(plans?|planning|program|programme|outline|scheme|agenda|roadmap|strategy)\\b'"
        ) }}) as is_plan
    from (
        select
            document_key,
            self_text,
            {{ regexp_first(
                'self_text', "'((?:19|20)[0-9]{2}) ?(?:-|–|—|to) ?(?:19|20)[0-9]{2}'", 1
            ) }} as start_text,
            {{ regexp_first(
                'self_text', "'(?:19|20)[0-9]{2} ?(?:-|–|—|to) ?((?:19|20)[0-9]{2})'", 1
            ) }} as end_text
        from self_line
        where paragraph_type = 'title'
    ) as title_part
    where start_text != ''
    group by document_key
),

-- "Report on the Work of the Government" is given to the congress that opens the year.
work_report as (
    select distinct document_key
    from self_line
    where names_work_report and paragraph_type in ('title', 'document_header')
),

-- "2020. No. 11", "June 1-15, 2020", "June 28 - July 3, 2020"
head_line as (
    select
        document_key,
        paragraph_index,
        -- The last year: "(2015-2017)" reports on the years up to 2017.
        {{ regexp_first('plain_text', "'.*((?:19|20)[0-9]{2})'", 1) }} as year_text,
        case
            when names_issue
                then {{ regexp_first(
                    'plain_text', "'(?:(?:19|20)[0-9]{2}[., ]*)?[A-Z][a-z]{1,5}[. ]*[0-9]{1,4}\\b'"
                ) }}
        end as issue_text,
        {{ regexp_first(
            'plain_text', "'([A-Z][a-z]{2,8})\\.? [0-9]{1,2}(?:st|nd|rd|th)? ?(?:-|to)'", 1
        ) }} as start_month_name,
        {{ regexp_first(
            'plain_text', "'[A-Z][a-z]{2,8}\\.? ([0-9]{1,2})(?:st|nd|rd|th)? ?(?:-|to)'", 1
        ) }} as start_day_text,
        {{ regexp_first('plain_text', "'(?:-|to) ?([A-Z][a-z]{2,8})\\.? [0-9]{1,2}'", 1) }}
            as end_month_name,
        {{ regexp_first(
            'plain_text',
            "'(?:-|to) ?(?:[A-Z][a-z]{2,8}\\.? )?([0-9]{1,2})(?:st|nd|rd|th)?,? ?(?:19|20)[0-9]{2}'",
            1
        ) }} as end_day_text
    from (
        select
            *,
            {{ plain_text('self_text') }} as plain_text
        from self_line
        where paragraph_type in ('title', 'document_header')
    ) as plain_line
),

head_period as (
    select
        head_line.document_key,
        head_line.paragraph_index,
        nullif(head_line.issue_text, '') as issue_text,
        try_cast(head_line.year_text as integer) as head_year,
        try_cast(concat(
            head_line.year_text,
            '-',
            lpad(cast(start_month.month_number as string), 2, '0'),
            '-',
            lpad(head_line.start_day_text, 2, '0')
        ) as date) as start_date,
        try_cast(concat(
            head_line.year_text,
            '-',
            lpad(cast(coalesce(
                end_month.month_number, start_month.month_number
            ) as string), 2, '0'),
            '-',
            lpad(head_line.end_day_text, 2, '0')
        ) as date) as end_date
    from head_line
    left join month as start_month
        on lower(head_line.start_month_name) = start_month.month_name
    left join month as end_month
        on lower(head_line.end_month_name) = end_month.month_name
),

head as (
    select
        document_key,
        min(head_year) as head_year,
        min_by(issue_text, case when issue_text is not null then paragraph_index end)
            as issue_label,
        min(start_date) as period_start_date,
        min(end_date) as period_end_date
    from head_period
    group by document_key
),

-- "Yearbook of China's Poverty Alleviation and Development, 2017": the edition.
edition as (
    select
        document_key,
        mode(try_cast(
            {{ regexp_first('self_text', "'(?:19|20)[0-9]{2}'") }} as integer
        )) as edition_year
    from self_line
    where names_yearbook
    group by document_key
),

titled as (
    select
        document_key,
        min_by(title_text, paragraph_index) as title_text,
        try_cast({{ regexp_first(
            'min_by(title_text, paragraph_index)', "'.*(19[789][0-9]|20[0-3][0-9])'", 1
        ) }} as integer)
        - max(case when names_yearbook then 1 else 0 end) as title_year
    from (
        select
            document_key,
            paragraph_index,
            names_yearbook,
            {{ regexp_replace_all('self_text', "'^[#*_ ]+|[*_ ]+$'", "''") }} as title_text
        from self_line
        where paragraph_type = 'title'
    ) as title_line
    group by document_key
),

section_count as (
    select
        document_key,
        count(*) as section_count,
        min_by(section_title, section_index) as first_section_title,
        max(year(source_date)) as source_year
    from section
    group by document_key
),

body_year as (
    select
        document_key,
        -- Of two years named as often, the earlier: plans look ahead.
        max_by(named_year, mention_count * 10000 - named_year) as frequent_year
    from document_year
    group by document_key
),

file_part as (
    select
        document_key,
        file_name,
        trim(replace(
            {{ regexp_replace_all('file_name', "'\\.[A-Za-z0-9]+$'", "''") }}, '_', ' '
        )) as file_title,
        try_cast(
            {{ regexp_first('file_name', "'(?:19[789][0-9]|20[0-3][0-9])'") }} as integer
        ) as file_year
    from document
),

told as (
    select distinct document_key
    from line_cue
    where cue_class = 'told'
),

-- News whose dateline names no year calls its own "this year" and names years that are over.
yearless_news as (
    select
        stamp.document_key,
        body_year.frequent_year + 1 as news_year
    from stamp
    inner join told on stamp.document_key = told.document_key
    inner join body_year on stamp.document_key = body_year.document_key
    where stamp.stamped_date is null
),

-- The year that "this year" means: that of the day on which the text was written.
written as (
    select
        document.document_key,
        work_report.document_key is not null as is_work_report,
        coalesce(
            case
                when document_shape.document_form = 'other'
                    then coalesce(year(stamp.stamped_date), yearless_news.news_year)
            end,
            date_line.dated_year,
            case when work_report.document_key is not null then titled.title_year end
        ) as written_year,
        coalesce(
            case when document_shape.document_form = 'other' then month(stamp.stamped_date) end,
            date_line.dated_month,
            case when work_report.document_key is not null then 1 end
        ) as written_month
    from document
    inner join document_shape on document.document_key = document_shape.document_key
    left join stamp on document.document_key = stamp.document_key
    left join yearless_news on document.document_key = yearless_news.document_key
    left join date_line on document.document_key = date_line.document_key
    left join titled on document.document_key = titled.document_key
    left join work_report on document.document_key = work_report.document_key
),

-- What is written in the first months of a year and names most often the year before reports on
-- that one: news of January, the report that a government gives to its congress.
looking_back as (
    select
        written.document_key,
        written.written_year
    from written
    inner join document_shape on written.document_key = document_shape.document_key
    left join body_year on written.document_key = body_year.document_key
    left join title_span on written.document_key = title_span.document_key
    where
        document_shape.document_form = 'other'
        and not coalesce(title_span.is_plan, false)
        and written.written_month <= 3
        and (
            written.is_work_report
            or coalesce(body_year.frequent_year = written.written_year - 1, false)
        )
),

dated as (
    select
        document.document_key,
        document.file_name,
        document_shape.document_form,
        head.period_start_date,
        head.period_end_date,
        document.content_sha256,
        document.line_count,
        document.loaded_at,
        coalesce(
            titled.title_text,
            case when section_count.section_count = 1 then section_count.first_section_title end,
            file_part.file_title
        ) as title,
        case
            when document_shape.document_form = 'other' then stamp.stamped_date
        end as published_date,
        case
            when document_shape.document_form = 'other' and stamp.stamped_date is not null
                then stamp.date_source
        end as date_source,
        coalesce(
            document_shape.document_form = 'other' and stamp.is_report_of_its_day, false
        ) as is_news,
        coalesce(head.issue_label, cast(edition.edition_year as string)) as issue_label,
        coalesce(
            edition.edition_year,
            year(head.period_end_date),
            case when document_shape.document_form = 'briefing' then head.head_year end,
            case
                when document_shape.document_form = 'other'
                    then coalesce(year(stamp.stamped_date), yearless_news.news_year)
            end,
            section_count.source_year,
            head.head_year,
            file_part.file_year
        ) as published_year,
        looking_back.written_year as looking_back_from_year,
        case
            when looking_back.document_key is not null then looking_back.written_year - 1
            when document_shape.document_form = 'briefing'
                then coalesce(
                    year(head.period_end_date),
                    head.head_year,
                    section_count.source_year,
                    body_year.frequent_year,
                    file_part.file_year
                )
            when document_shape.document_form = 'other'
                then coalesce(
                    -- Years in the title of a report of its day are goals.
                    case
                        when stamp.is_report_of_its_day
                            then coalesce(year(stamp.stamped_date), yearless_news.news_year)
                    end,
                    -- A report on a span is written at its end or later, a plan before.
                    case
                        when title_span.is_plan
                            then least(
                                titled.title_year,
                                coalesce(date_line.dated_year, title_span.span_start_year)
                            )
                        else titled.title_year
                    end,
                    issue_line.issue_year,
                    -- No document tells of years behind its date.
                    least(
                        body_year.frequent_year,
                        coalesce(date_line.dated_year, year(stamp.stamped_date))
                    ),
                    body_year.frequent_year,
                    edition.edition_year - 1,
                    year(stamp.stamped_date),
                    head.head_year,
                    file_part.file_year
                )
            else coalesce(
                body_year.frequent_year,
                edition.edition_year - 1,
                head.head_year,
                file_part.file_year
            )
        end as reference_year,
        case when title_span.is_plan then title_span.span_start_year end as plan_start_year,
        case when title_span.is_plan then title_span.span_end_year end as plan_end_year
    from document
    inner join document_shape
        on document.document_key = document_shape.document_key
    inner join file_part
        on document.document_key = file_part.document_key
    left join head
        on document.document_key = head.document_key
    left join edition
        on document.document_key = edition.document_key
    left join titled
        on document.document_key = titled.document_key
    left join section_count
        on document.document_key = section_count.document_key
    left join date_line
        on document.document_key = date_line.document_key
    left join issue_line
        on document.document_key = issue_line.document_key
    left join title_span
        on document.document_key = title_span.document_key
    left join body_year
        on document.document_key = body_year.document_key
    left join stamp
        on document.document_key = stamp.document_key
    left join yearless_news
        on document.document_key = yearless_news.document_key
    left join looking_back
        on document.document_key = looking_back.document_key
),

-- A year that the calendar of dim_year does not have dates nothing.
final as (
    select
        document_key,
        file_name,
        document_form,
        period_start_date,
        period_end_date,
        content_sha256,
        line_count,
        loaded_at,
        title,
        published_date,
        date_source,
        is_news,
        issue_label,
        case when published_year between 1949 and 2100 then published_year end as published_year,
        case when reference_year between 1949 and 2100 then reference_year end as reference_year,
        cast(coalesce(
            case
                when looking_back_from_year between 1949 and 2100 then looking_back_from_year
            end,
            case when reference_year between 1949 and 2100 then reference_year end
        ) as integer) as current_year,
        plan_start_year,
        plan_end_year
    from dated
)

select * from final
