-- The tokens of sentences and of section titles as names of organisations are compared: link words
-- and light signs left out, names of provinces as a symbol.
with token as (
    select * from {{ ref('int_text__token') }}
),

section as (
    select * from {{ ref('int_text__section') }}
),

province as (
    select
        province_code,
        lower(province_name) as province_name
    from {{ ref('place_province') }}
),

plain_title as (
    select
        section_key,
        {{ plain_text('section_title') }} as plain_text
    from section
    where section_title is not null
),

title_token as (
    {{ find_spans('plain_title', 'section_key', 'plain_text', token_pattern()) }}
),

text_token as (
    select
        sentence_key as text_key,
        token_index,
        token_start,
        token_end,
        token_text
    from token

    union all

    select
        section_key as text_key,
        cast(span_index as integer) as token_index,
        cast(span_start as integer) as token_start,
        cast(span_end as integer) as token_end,
        span_text as token_text
    from title_token
),

compared as (
    select
        *,
        case
            when {{ regexp_like('token_text', "'[A-Za-z0-9]'") }}
                then {{ agency_match_text('token_text') }}
            when token_text in (',', '-', '''', '&', '.') then ''
            else token_text
        end as match_text
    from text_token
),

content as (
    select
        *,
        lead(match_text) over (partition by text_key order by token_index) as next_match_text,
        lag(match_text) over (partition by text_key order by token_index) as previous_match_text,
        lead(token_end) over (partition by text_key order by token_index) as next_token_end,
        lead(token_index) over (partition by text_key order by token_index) as next_token_index
    from compared
    where match_text <> ''
),

-- Names of provinces have one word or two; a possessive counts as the name.
with_province as (
    select
        content.text_key,
        content.token_index,
        content.token_start,
        content.token_text,
        case
            when double_name.province_code is not null then content.next_token_index
            else content.token_index
        end as last_token_index,
        case
            when double_name.province_code is not null then content.next_token_end
            else content.token_end
        end as token_end,
        case
            when coalesce(double_name.province_code, single_name.province_code) is not null
                then '<province>'
            else content.match_text
        end as match_text,
        coalesce(double_name.province_code, single_name.province_code) as province_code,
        second_word.province_code is not null as is_second_word
    from content
    left join province as double_name
        on
            concat(content.match_text, ' ', content.next_match_text) = double_name.province_name
    left join province as second_word
        on
            concat(content.previous_match_text, ' ', content.match_text)
            = second_word.province_name
    left join province as single_name
        on
            {{ regexp_replace_all('lower(content.token_text)', "'''s?$'", "''") }}
            = single_name.province_name
),

final as (
    select
        text_key,
        cast(row_number() over (partition by text_key order by token_index) as integer)
            as compared_index,
        token_index,
        last_token_index,
        token_start,
        token_end,
        token_text,
        match_text,
        province_code,
        {{ regexp_like('token_text', "'^[A-Z]'") }}
        or match_text in ('peoples', 'provincial', 'party', 'department') as is_start
    from with_province
    where not is_second_word
)

select * from final
