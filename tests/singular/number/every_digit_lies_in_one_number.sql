-- Every digit of every raw line lies in exactly one number of the ledger; the digits are counted
-- here character by character, not by the tokens that numbers are made of. Without it numbers
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

character_place as (
    select
        document_key,
        line_number,
        line_text,
        {{ whole_numbers('0', 'length(line_text) - 1') }} as character_offset
    from raw_line
),

digit as (
    select *
    from character_place
    where {{ regexp_like('substr(line_text, character_offset + 1, 1)', "'[0-9０-９]'") }}
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

final as (
    select
        placed.document_key,
        document.file_name as source_file,
        placed.line_number as source_line,
        placed.character_offset,
        substr(placed.line_text, greatest(placed.character_offset - 19, 1), 40) as surroundings,
        count(mention.mention_key) as mention_count
    from placed
    inner join document on placed.document_key = document.document_key
    left join mention
        on
            placed.paragraph_key = mention.paragraph_key
            and placed.paragraph_offset >= mention.paragraph_offset_start
            and placed.paragraph_offset < mention.paragraph_offset_end
    group by
        placed.document_key, document.file_name, placed.line_number,
        placed.character_offset, placed.line_text
    having count(mention.mention_key) != 1
)

select * from final
