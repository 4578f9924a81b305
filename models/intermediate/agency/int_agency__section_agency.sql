-- The organisation of a section: of an agency section the one that its title names, of a briefing
-- item the one that acts in it (an organ or a province as the subject of its first sentence).
with section as (
    select * from {{ ref('int_text__section') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

known_mention as (
    select * from {{ ref('int_agency__known_mention') }}
),

unlisted_name as (
    select * from {{ ref('int_agency__unlisted_name') }}
),

alias_form as (
    select * from {{ ref('int_agency__alias_form') }}
    where agency_key is not null and alias_type <> 'abbreviation'
),

-- What remains of a title without "Poverty Alleviation by the".
title as (
    select
        section_key,
        section_title,
        trim({{ regexp_replace_all(
            'section_title',
            "'(?i)^(the )?(targeted |industrial |work of |report on )*"
            ~ "(poverty|anti-poverty|poverty-relief) ?(alleviation|reduction|relief|work)?"
            ~ "( and development| work| efforts)* (by|of|in|from|under) (the )?'", "''"
        ) }}) as reporter_text
    from section
    where section_type = 'agency_section' and section_title is not null
),

-- The longest name in the title; bodies before bare provinces.
title_mention as (
    select
        title.section_key,
        known_mention.agency_key,
        known_mention.resolution,
        row_number() over (
            partition by title.section_key
            order by
                case when known_mention.resolution = 'place' then 1 else 0 end,
                known_mention.mention_end - known_mention.mention_start desc,
                known_mention.mention_start
        ) as choice
    from title
    inner join known_mention on title.section_key = known_mention.text_key
),

-- A misprinted title: the name that differs from it by the fewest letters, at most one in eight.
misprint as (
    select
        title.section_key,
        alias_form.agency_key,
        row_number() over (
            partition by title.section_key
            order by
                levenshtein(
                    {{ agency_match_text('title.reporter_text') }}, alias_form.name_text
                ),
                alias_form.agency_key
        ) as choice
    from title
    left join title_mention
        on title.section_key = title_mention.section_key and title_mention.choice = 1
    inner join alias_form
        on
            length(alias_form.name_text) >= 12
            and abs(
                length(alias_form.name_text)
                - length({{ agency_match_text('title.reporter_text') }})
            ) <= length(alias_form.name_text) / 8
            and levenshtein(
                {{ agency_match_text('title.reporter_text') }}, alias_form.name_text
            ) <= length(alias_form.name_text) / 8
    where title_mention.section_key is null or title_mention.resolution = 'place'
),

first_sentence as (
    select
        sentence.section_key,
        sentence.sentence_key,
        sentence.sentence_text,
        row_number() over (
            partition by sentence.section_key order by sentence.sentence_index
        ) as sentence_number
    from sentence
    inner join section on sentence.section_key = section.section_key
    where section.section_type = 'briefing_item' and sentence.paragraph_type = 'body'
),

actor as (
    select
        first_sentence.section_key,
        first_sentence.sentence_text,
        known_mention.agency_key,
        known_mention.resolution,
        known_mention.mentioned_as,
        known_mention.mention_start,
        known_mention.mention_end
    from first_sentence
    inner join known_mention on first_sentence.sentence_key = known_mention.text_key
    where first_sentence.sentence_number = 1

    union all

    select
        first_sentence.section_key,
        first_sentence.sentence_text,
        {{ row_key(["'unlisted'", 'lower(unlisted_name.mentioned_as)']) }} as agency_key,
        'unlisted' as resolution,
        unlisted_name.mentioned_as,
        unlisted_name.mention_start,
        unlisted_name.mention_end
    from first_sentence
    inner join unlisted_name on first_sentence.sentence_key = unlisted_name.sentence_key
    where first_sentence.sentence_number = 1
),

-- The subject stands first, but for its article and its own offices; "Gansu's villages" and
-- "Guangdong-Guangxi enterprises" are not the province.
subject as (
    select
        section_key,
        agency_key,
        resolution,
        mentioned_as,
        row_number() over (
            partition by section_key
            order by
                case when resolution = 'unlisted' then 1 else 0 end,
                mention_start
        ) as choice
    from actor
    where
        {{ regexp_like(
            'substr(sentence_text, 1, mention_start)',
            "'^ *[\"“]?((In|By|On|During|Since|From) [^,]*, *)?"
            ~ "([Tt]he |(General |Executive )?Office (of )?|Department of |CPC |Leaders of )*$'"
        ) }}
        and (
            resolution <> 'place'
            or (
                not {{ regexp_like('mentioned_as', "'[''’]s$'") }}
                and {{ regexp_like(
                    'substr(sentence_text, mention_end + 1, 12)', "'^( ?[:：]| [a-z]+)'"
                ) }}
                and not {{ regexp_like(
                    'substr(sentence_text, mention_end + 1, 12)',
                    "'^ (and|or|is|are|was|were) '"
                ) }}
            )
        )
),

chosen as (
    select
        section.section_key,
        section.document_key,
        coalesce(
            case
                when title_mention.resolution <> 'place' then title_mention.agency_key
            end,
            misprint.agency_key,
            title_mention.agency_key,
            case
                when section.section_type = 'agency_section' and section.section_title is not null
                    then {{ row_key(["'unlisted'", 'lower(title.reporter_text)']) }}
            end,
            subject.agency_key
        ) as agency_key,
        case
            when section.section_type = 'agency_section'
                then
                    case
                        when title_mention.resolution <> 'place' then title_mention.resolution
                        when misprint.agency_key is not null then 'misprint'
                        when title_mention.agency_key is not null then 'place'
                        else 'unlisted'
                    end
            else subject.resolution
        end as resolution,
        case
            when section.section_type = 'agency_section' then title.reporter_text
            else subject.mentioned_as
        end as mentioned_as
    from section
    left join title on section.section_key = title.section_key
    left join title_mention
        on section.section_key = title_mention.section_key and title_mention.choice = 1
    left join misprint
        on section.section_key = misprint.section_key and misprint.choice = 1
    left join subject
        on section.section_key = subject.section_key and subject.choice = 1
),

final as (
    select
        section_key,
        mentioned_as,
        coalesce(agency_key, 'none') as agency_key,
        case when agency_key is null then 'none' else resolution end as resolution
    from chosen
)

select * from final
