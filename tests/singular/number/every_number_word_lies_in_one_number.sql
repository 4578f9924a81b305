-- Words that can only be numbers ("two" to "ninety", "hundred" to "trillion", "dozen") are counted
-- here in the raw lines by one regular expression, and again in the numbers of the ledger. Without
-- it a number written in words could be lost, or stand in the ledger twice. Returns the lines where
-- the two counts differ; look at number_word.csv and int_number__numeral. A number torn over two
-- lines is that of the line on which it begins.
{% set number_word -%}
    '\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion|dozen)\b'
{%- endset %}
{% set torn_words -%}
    '^\W*(?:(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|trillion|dozen|and)\b[\s-]*)+'
{%- endset %}
with raw_line as (
    select * from {{ ref('stg_raw__line') }}
),

document as (
    select * from {{ ref('stg_raw__document') }}
),

mention as (
    select * from {{ ref('number_ledger') }}
),

counted as (
    select
        document_key,
        source_line,
        sum({{ regexp_count_all('lower(mention_text)', number_word) }}) as ledger_count
    from mention
    group by document_key, source_line
),

compared as (
    select
        raw_line.document_key,
        document.file_name as source_file,
        raw_line.line_number as source_line,
        left(raw_line.line_text, 80) as line_beginning,
        coalesce(counted.ledger_count, 0) as ledger_count,
        {{ regexp_count_all('lower(raw_line.line_text)', number_word) }} as word_count,
        {{ regexp_count_all(
            regexp_first('lower(raw_line.line_text)', torn_words), number_word
        ) }} as torn_count
    from raw_line
    inner join document on raw_line.document_key = document.document_key
    left join counted
        on
            raw_line.document_key = counted.document_key
            and raw_line.line_number = counted.source_line
),

final as (
    select *
    from compared
    where
        ledger_count > word_count
        or ledger_count < word_count - torn_count
)

select * from final
