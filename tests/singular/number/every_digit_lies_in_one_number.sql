-- Every digit of every raw line lies in exactly one number of the ledger; the digits are counted
-- here one by one, not by the tokens that numbers are made of. Without it numbers
-- could be lost, or counted twice, and no sum would show it. Look at int_number__numeral and
-- int_number__mention. A number torn over two lines has its digits on both.
with raw_line as (
    select * from {{ ref('stg_raw__line') }}
),

document as (
    select * from {{ ref('stg_raw__document') }}
),

paragraph_line as (
    select * from {{ ref('int_text__paragraph_line') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

ledger as (
    select * from {{ ref('number_ledger') }}
),

mention as (
    select
        sentence.paragraph_key,
        sentence.sentence_start + number_mention.mention_start as paragraph_offset_start,
        sentence.sentence_start + number_mention.mention_end as paragraph_offset_end,
        ledger.mention_key
    from ledger
    inner join {{ ref('int_number__mention') }} as number_mention
        on ledger.mention_key = number_mention.mention_key
    inner join sentence on number_mention.sentence_key = sentence.sentence_key
),

keyed_line as (
    select
        *,
        {{ row_key(['document_key', 'line_number']) }} as line_key
    from raw_line
),

found as (
    {{ find_spans('keyed_line', 'line_key', 'line_text', "'[0-9０-９]'") }}
),

digit as (
    select
        keyed_line.document_key,
        keyed_line.line_number,
        cast(found.span_start as integer) as character_offset
    from found
    inner join keyed_line on found.line_key = keyed_line.line_key
),

placed as (
    select
        digit.*,
        paragraph_line.paragraph_key,
        paragraph_line.paragraph_start + digit.character_offset - paragraph_line.line_start
            as paragraph_offset
    from digit
    left join paragraph_line
        on
            digit.document_key = paragraph_line.document_key
            and digit.line_number = paragraph_line.line_number
            and digit.character_offset >= paragraph_line.line_start
            and digit.character_offset < paragraph_line.line_end
),

wrong as (
    select
        placed.document_key,
        placed.line_number,
        placed.character_offset,
        count(mention.mention_key) as mention_count
    from placed
    left join mention
        on
            placed.paragraph_key = mention.paragraph_key
            and placed.paragraph_offset >= mention.paragraph_offset_start
            and placed.paragraph_offset < mention.paragraph_offset_end
    group by placed.document_key, placed.line_number, placed.character_offset
    having count(mention.mention_key) != 1
),

final as (
    select
        wrong.document_key,
        document.file_name as source_file,
        wrong.line_number as source_line,
        wrong.character_offset,
        substr(raw_line.line_text, greatest(wrong.character_offset - 19, 1), 40) as surroundings,
        wrong.mention_count
    from wrong
    inner join document on wrong.document_key = document.document_key
    inner join raw_line
        on
            wrong.document_key = raw_line.document_key
            and wrong.line_number = raw_line.line_number
)

select * from final
