with line as (
    select * from {{ ref('int_text__line') }}
),

line_cue as (
    select * from {{ ref('int_text__line_cue') }}
),

open_word as (
    select * from {{ ref('text_open_word') }}
),

source_cue as (
    select distinct cue from {{ ref('text_line_cue') }}
    where cue_class = 'source'
),

organisation_noun as (
    select head_noun from {{ ref('agency_head_noun') }}
),

cue_flag as (
    select
        document_key,
        line_number,
        bool_or(cue_class = 'section_title') as has_section_title_cue,
        bool_or(cue_class = 'source') as has_source_cue,
        bool_or(cue_class = 'contents') as has_contents_cue,
        bool_or(cue_class = 'contributor') as has_contributor_cue,
        bool_or(cue_class in ('footer', 'site')) as has_footer_cue,
        bool_or(cue_class = 'site') as has_site_cue,
        bool_or(cue_class = 'chapter') as has_chapter_cue,
        bool_or(cue_class = 'issue') as has_issue_cue,
        bool_or(cue_class = 'group_heading') as has_group_heading_cue
    from line_cue
    group by document_key, line_number
),

text_line as (
    select
        *,
        right(trimmed_text, 12) as tail_text,
        lower({{ regexp_first("right(trimmed_text, 24)", "'[A-Za-z]+$'") }}) as last_word,
        text_length <= 200 as is_short
    from line
    where not is_blank
),

worded as (
    select
        *,
        case when is_short then {{ regexp_count_all('trimmed_text', "'[A-Za-z]{4,}'") }} end
            as long_word_count,
        case
            when is_short
                then {{ regexp_count_all('trimmed_text', "'(?:^|[^A-Za-z])[A-Z][A-Za-z]{3,}'") }}
        end as capital_word_count,
        case when is_short then {{ regexp_count_all('trimmed_text', "'[A-Za-z]+'") }} end
            as word_count,
        -- "7.2 Ministry of Transport (MOT)" without its number and what stands in brackets.
        case
            when is_short
                then lower(trim({{ regexp_replace_all(
                    'trimmed_text',
                    "'^[^A-Za-z]*(?:[IVXLC]+[.)、] *)?(?:[Tt]he )?|[(（][^()（）]*[)）]|[;；].*$|[^A-Za-z]+$'",
                    "''"
                ) }}))
        end as name_text,
        -- "… (Source: Xinhua, June 3, 2018)" behind the text.
        lower(trim({{ regexp_first('right(trimmed_text, 200)', closing_label_pattern(), 1) }}))
            as closing_label
    from text_line
),

shaped as (
    select
        worded.document_key,
        worded.line_number,
        worded.page_number,
        worded.text_index,
        worded.has_blank_before,
        worded.trimmed_text,
        worded.text_start,
        worded.text_end,
        worded.text_length,
        worded.is_short,
        worded.line_words,
        worded.word_count,
        coalesce(cue_flag.has_section_title_cue, false) as has_section_title_cue,
        opening_noun.head_noun is not null or closing_noun.head_noun is not null
            as names_organisation,
        coalesce(cue_flag.has_site_cue, false) as has_site_cue,
        coalesce(cue_flag.has_source_cue, false) as has_source_cue,
        coalesce(cue_flag.has_contents_cue, false) as has_contents_cue,
        coalesce(cue_flag.has_contributor_cue, false) as has_contributor_cue,
        coalesce(cue_flag.has_footer_cue, false) as has_footer_cue,
        coalesce(cue_flag.has_chapter_cue, false) as has_chapter_cue,
        coalesce(cue_flag.has_issue_cue, false) as has_issue_cue,
        coalesce(cue_flag.has_group_heading_cue, false) as has_group_heading_cue,
        {{ regexp_like('worded.tail_text', "'[.!?。！？…][''\"”’»)\\]）】』」*]*$'") }}
            as ends_sentence,
        {{ regexp_like('worded.tail_text', "'[:：]$'") }} as ends_colon,
        open_word.open_word is not null
        or {{ regexp_like('worded.tail_text', "'[-(（&]$'") }} as ends_open,
        {{ regexp_like('worded.trimmed_text', "'^[a-z]'") }} as begins_lower,
        {{ regexp_like('worded.trimmed_text', run_in_heading_pattern()) }}
        and {{ regexp_like('worded.trimmed_text', "'^[^*_]'") }}
        and not {{ regexp_like('worded.trimmed_text', "'^\\[(?:bookmark|image|[0-9])'") }}
            as begins_bracket_heading,
        {{ regexp_like('worded.trimmed_text', "'^(?:[-*•●◆■▪◦·–—]|[o§])[ \\t]+\\S'") }}
            as is_bullet,
        -- "**Donations.** In 2017 …": bold words run into the text.
        {{ regexp_like('worded.trimmed_text', run_in_heading_pattern()) }}
        and {{ regexp_like('worded.trimmed_text', "'^[*_]'") }}
            as begins_bold_heading,
        -- Two sentences on one line make no title; "One. Work done" is one.
        worded.is_short
        and {{ regexp_like(
            regexp_replace_all('worded.trimmed_text', numeral_mark_pattern(), "''"),
            "'[a-z%)）]{2}[.!?。！？][”\"]? +[A-Z0-9“\"]'"
        ) }} as has_inner_stop,
        -- An item of a list goes on behind the line, and so does what stands in two columns:
        -- "(1) city 6.1 million yuan;", "Fugu County      3.2 million".
        {{ regexp_like('worded.tail_text', "'[;；,，]$'") }}
        or (
            worded.is_short
            and {{ regexp_like('worded.trimmed_text', "'[^ ] {3,}[0-9]'") }}
        ) as is_list_line,
        -- "Home | China | World | Business", "Home > News > Text", "www.news.cn": the ways to
        -- other pages.
        worded.is_short
        and {{ regexp_like('worded.trimmed_text', navigation_pattern()) }} as is_navigation,
        source_cue.cue is not null as has_inner_source,
        -- A row of a table on one line, its cells set apart by bars or tabs.
        worded.is_short
        and {{ regexp_like(
            'worded.trimmed_text', "'^[|]?[^|\\t]+(?:[|\\t] *[^|\\t ][^|\\t]*){2,}[|]?$'"
        ) }} as is_table_row,
        worded.is_short
        and {{ regexp_like(
            'worded.trimmed_text', "'^[-+−±]?[0-9][0-9,]*(?:\\.[0-9]+)? *[%％]?$'"
        ) }} as is_number,
        worded.is_short
        and {{ regexp_like('worded.trimmed_text', "'^(?:[-–—/…]+|(?i:n/?a))$'") }} as is_empty_cell,
        worded.is_short
        and {{ regexp_like('worded.trimmed_text', "'^(?:19|20)[0-9]{2}$'") }} as is_year,
        worded.is_short
        and {{ regexp_like('worded.trimmed_text', "'^[-=_*~#─━]{3,}$'") }} as is_rule,
        worded.is_short
        and {{ regexp_like(
            'worded.trimmed_text',
            "'(?:…|\\.\\.\\.|·{3}|[. ]{6}|_{4}).{0,4}[(（]?[0-9]{1,4}[)）]?$'"
        ) }} as is_contents_entry,
        -- "12", "- 12 -", "Page 12 of 30", "第12页"
        worded.is_short
        and {{ regexp_like(
            'worded.trimmed_text',
            "'^(?i:[-–—·. ]*(?:page|p\\.|第)?[ ]*[0-9]{1,4}[ ]*(?:(?:of|/)[ ]*[0-9]{1,4})?[ ]*页?[-–—·. ]*)$'"
        ) }} as is_page_number,
        -- "Ⅵ. Key Work.171", "172.Yearbook of …": a page number set against the running title
        worded.is_short
        and (
            {{ regexp_like(
                'worded.trimmed_text',
                "'^[^.。]*(?:[.．][^.。]*)?[A-Za-z][.．·•|] ?[0-9]{1,4}$'"
            ) }}
            or (
                {{ regexp_like('worded.trimmed_text', "'^[0-9]{2,4}[ ]?[.．·•|][A-Z]'") }}
                and not {{ regexp_like('worded.tail_text', "'[.!?;:]$'") }}
            )
        ) as is_page_head,
        worded.is_short
        and {{ regexp_like(
            'worded.trimmed_text', "'^[(（](?:[^()（）]|[(（][^()（）]*[)）])*[)）]$'"
        ) }} as is_parenthesis,
        worded.text_length <= 200
        and {{ regexp_like('worded.trimmed_text', "'^[(（][^()（）]*$'") }} as opens_parenthesis,
        worded.text_length <= 200
        and {{ regexp_like('worded.trimmed_text', "'^[^()（）]*[)）]$'") }} as closes_parenthesis,
        -- More than a third as many Chinese characters as words; the beginning is enough to tell.
        {{ regexp_like('left(worded.trimmed_text, 200)', "'[一-龥]'") }}
        and coalesce(worded.word_count, 1) * 3
        < {{ regexp_count_all('left(worded.trimmed_text, 200)', "'[一-龥]'") }} + 3
            as is_chinese,
        {{ regexp_like('worded.trimmed_text', "'(?:19|20)[0-9]{2}'") }} as has_year,
        -- The level of a numbered or marked heading, 1 the highest; null without a mark:
        -- #, Chapter 1, 第一章, I., 一、, 1., (1), A., 1.1, 1.1.1
        case
            when not worded.is_short then null
            when {{ regexp_like('worded.trimmed_text', "'^#{1,6} *[^# ]'") }}
                then length({{ regexp_first('worded.trimmed_text', "'^#+'") }})
            when
                coalesce(cue_flag.has_chapter_cue, false)
                and {{ regexp_like(
                    'worded.trimmed_text',
                    "'^[A-Za-z]+ +(?:[0-9]{1,3}|[IVXLCⅠ-Ⅻ]+|[A-Z]|(?i:one|two|three|four|five|six|seven|eight|nine|ten))(?:[^A-Za-z0-9]|$)'"
                ) }}
                then 1
            when {{ regexp_like('worded.trimmed_text', "'^第[一二三四五六七八九十0-9]+[章节部篇]'") }}
                then 1
            when
                {{ regexp_like(
                    'worded.trimmed_text', "'^(?:[IVXLC]{1,6}|[Ⅰ-Ⅻ])[.．、)] *[“\"]?[A-Za-z]'"
                ) }}
                then 2
            when {{ regexp_like('worded.trimmed_text', "'^[一二三四五六七八九十]+、'") }} then 2
            when {{ regexp_like('worded.trimmed_text', numeral_mark_pattern()) }} then 2
            when
                {{ regexp_like(
                    'worded.trimmed_text', "'^[0-9]{1,2}(?:\\.[0-9]{1,2}){2,}[.．]? *[A-Za-z]'"
                ) }}
                then 6
            when
                {{ regexp_like(
                    'worded.trimmed_text', "'^[0-9]{1,2}\\.[0-9]{1,2}[.．]? *[A-Za-z]'"
                ) }}
                then 5
            when {{ regexp_like('worded.trimmed_text', "'^[0-9]{1,2}[.．、)）] *[A-Za-z]'") }} then 4
            when
                {{ regexp_like(
                    'worded.trimmed_text',
                    "'^[(（](?:[0-9]{1,2}|[ivxIVX]{1,5}|[Ⅰ-Ⅻ]|[a-z]|[一二三四五六七八九十]+)[)）]'"
                ) }}
                then 4
            when {{ regexp_like('worded.trimmed_text', "'^[A-Z][.．)] +[A-Za-z]'") }} then 5
        end as mark_level,
        worded.is_short
        and worded.long_word_count >= 1
        and worded.trimmed_text = upper(worded.trimmed_text) as is_upper,
        -- Most of the longer words of a title are capitalised.
        worded.is_short
        and worded.text_length <= 160
        and worded.word_count between 1 and 24
        and worded.capital_word_count >= 0.6 * worded.long_word_count as is_title_case,
        worded.is_short and worded.text_length <= 120 and worded.word_count between 1 and 14
            as is_brief
    from worded
    left join cue_flag
        on
            worded.document_key = cue_flag.document_key
            and worded.line_number = cue_flag.line_number
    left join open_word
        on worded.last_word = open_word.open_word
    left join organisation_noun as opening_noun
        on
            {{ regexp_first('worded.name_text', "'([a-z]+) (?:of|for|on) '", 1) }}
            = opening_noun.head_noun
    left join organisation_noun as closing_noun
        on {{ regexp_first('worded.name_text', "'[a-z]+$'") }} = closing_noun.head_noun
    left join source_cue
        on
            worded.closing_label = source_cue.cue
            and worded.text_length > length(worded.closing_label) + 60
),

named as (
    select
        *,
        is_title_case and not ends_sentence and not is_list_line and not begins_bracket_heading
            as looks_like_title,
        coalesce(lead(text_length) over (partition by document_key order by text_index), 0) > 100
            as is_above_prose
    from shaped
),

counted as (
    select
        *,
        sum(case when has_section_title_cue and looks_like_title then 1 else 0 end) over document
            as cued_title_count,
        sum(case when looks_like_title then 1 else 0 end) over same_level as title_count,
        sum(
            case
                when
                    looks_like_title and names_organisation
                    and (mark_level is not null or is_above_prose)
                    then 1
                else 0
            end
        ) over same_level as organisation_title_count
    from named
    window
        document as (partition by document_key),
        same_level as (partition by document_key, mark_level)
),

-- Where nothing else says what a section's title is, organisations do: "7.2 Ministry of Transport"
-- with its sisters of the same level, or without a mark the name alone above its text.
final as (
    select
        document_key,
        line_number,
        page_number,
        text_index,
        has_blank_before,
        trimmed_text,
        text_start,
        text_end,
        text_length,
        is_short,
        line_words,
        word_count,
        has_site_cue,
        has_source_cue,
        has_contents_cue,
        has_contributor_cue,
        has_footer_cue,
        has_chapter_cue,
        has_issue_cue,
        has_group_heading_cue,
        ends_sentence,
        ends_colon,
        ends_open,
        begins_lower,
        begins_bracket_heading,
        is_bullet,
        begins_bold_heading,
        has_inner_stop,
        is_list_line,
        is_navigation,
        has_inner_source,
        is_table_row,
        is_number,
        is_empty_cell,
        is_year,
        is_rule,
        is_contents_entry,
        is_page_number,
        is_page_head,
        is_parenthesis,
        opens_parenthesis,
        closes_parenthesis,
        is_chinese,
        has_year,
        mark_level,
        is_upper,
        is_title_case,
        is_brief,
        has_section_title_cue
        or (
            cued_title_count < 2
            and organisation_title_count >= 2
            and looks_like_title
            and case
                when mark_level is null then names_organisation and is_above_prose
                else organisation_title_count >= 0.5 * title_count
            end
        ) as has_section_title_cue
    from counted
)

select * from final
