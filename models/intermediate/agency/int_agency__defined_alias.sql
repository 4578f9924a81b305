-- Short names that the text itself gives to an organisation: "X (hereinafter referred to as Y)",
-- "X (Y)". They hold in their section, outside sections in the whole document.
with known_mention as (
    select * from {{ ref('int_agency__known_mention') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

bracketed as (
    select
        sentence.document_key,
        sentence.section_key,
        known_mention.agency_key,
        known_mention.resolution,
        {{ regexp_first(
            plain_text('substr(sentence.sentence_text, known_mention.mention_end + 1, 150)'),
            "'^ ?,? ?[(]([^()]{2,120})[)]'", 1
        ) }} as bracket_text
    from known_mention
    inner join sentence on known_mention.text_key = sentence.sentence_key
    where known_mention.resolution <> 'place'
),

worded as (
    select
        *,
        {{ regexp_like(
            'lower(bracket_text)',
            "'hereinafter|hereafter|referred to as|for short|abbreviat|short for|known as'"
        ) }} as is_worded,
        trim({{ regexp_replace_all(
            regexp_replace_all(
                'bracket_text',
                "'(?i)(hereinafter|hereafter|also|simply|briefly|shortly|be|is|referred to|abbreviated"
                ~ "|abbreviation|short for|for short|known|called|as|the|or) |,? ?for short|[\"]'"
            , "' '"),
            "' +'", "' '"
        ) }}) as alias_name
    from bracketed
    where bracket_text <> ''
),

final as (
    select
        document_key,
        section_key,
        agency_key,
        {{ agency_match_text('alias_name') }} as match_text,
        min(alias_name) as alias_name,
        bool_and(not is_worded) as is_abbreviation
    from worded
    where
        length(alias_name) between 2 and 60
        and (is_worded or {{ regexp_like('alias_name', "'^[A-Z][A-Za-z&-]*[A-Z][A-Za-z]*$'") }})
        and {{ regexp_like('alias_name', "'^[A-Z]'") }}
    group by document_key, section_key, agency_key, {{ agency_match_text('alias_name') }}
)

select * from final
