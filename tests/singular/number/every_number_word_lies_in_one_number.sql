-- Words that can only be numbers ("two" to "ninety", "hundred" to "trillion", "dozen") are counted
-- here in the paragraphs by one regular expression, and again in the numbers of the ledger. Without
-- it a number written in words could be lost, or stand in the ledger twice. Returns the paragraphs
-- where the two counts differ; look at number_word.csv and int_number__numeral.
{% set number_word -%}
    ' (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion|dozen) '
{%- endset %}
with paragraph as (
    select * from {{ ref('int_text__paragraph') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

document as (
    select * from {{ ref('stg_raw__document') }}
),

number_mention as (
    select * from {{ ref('int_number__mention') }}
),

ledger as (
    select * from {{ ref('number_ledger') }}
),

written as (
    select
        paragraph_key,
        'paragraph' as place,
        paragraph_text as written_text
    from paragraph

    union all

    select
        sentence.paragraph_key,
        'ledger' as place,
        substr(
            sentence.sentence_text,
            number_mention.mention_start + 1,
            number_mention.mention_end - number_mention.mention_start
        ) as written_text
    from ledger
    inner join number_mention on ledger.mention_key = number_mention.mention_key
    inner join sentence on number_mention.sentence_key = sentence.sentence_key
),

-- Words and nothing else, each with a blank before and behind it. An apostrophe between letters is
-- part of the word, as for tokens.
worded as (
    select
        paragraph_key,
        place,
        concat(
            ' ',
            {{ regexp_replace_all(
                regexp_replace_all(
                    'lower(' ~ plain_text('written_text') ~ ')',
                    "'''+s?([^a-zà-ɏ'']|$)|(^|[^a-zà-ɏ''])''+'", "' '"
                ),
                "'[^a-zà-ɏ'']+'", "'  '"
            ) }},
            ' '
        ) as words
    from written
),

counted as (
    select
        paragraph_key,
        sum(case when place = 'paragraph' then {{ regexp_count_all('words', number_word) }} end)
            as word_count,
        sum(case when place = 'ledger' then {{ regexp_count_all('words', number_word) }} else 0 end)
            as ledger_count
    from worded
    group by paragraph_key
),

final as (
    select
        paragraph.document_key,
        document.file_name as source_file,
        paragraph.first_line_number as source_line,
        left(paragraph.paragraph_text, 80) as paragraph_beginning,
        counted.word_count,
        counted.ledger_count
    from counted
    inner join paragraph on counted.paragraph_key = paragraph.paragraph_key
    inner join document on paragraph.document_key = document.document_key
    where counted.word_count is distinct from counted.ledger_count
)

select * from final
