-- Every digit of every raw line lies in exactly one number of the ledger; the digits are counted
-- here character by character, not by the tokens that numbers are made of. Without it numbers
-- could be lost, or counted twice, and no sum would show it. Look at int_number__numeral and
-- int_number__mention.
with raw_line as (
    select * from {{ ref('stg_raw__line') }}
),

document as (
    select * from {{ ref('stg_raw__document') }}
),

mention as (
    select * from {{ ref('number_ledger') }}
),

character_place as (
    select
        document_key,
        line_number,
        line_text,
        {{ each_element('range(0, length(line_text))') }} as character_offset
    from raw_line
),

digit as (
    select *
    from character_place
    where {{ regexp_like('substr(line_text, character_offset + 1, 1)', "'[0-9０-９]'") }}
),

final as (
    select
        digit.document_key,
        document.file_name as source_file,
        digit.line_number as source_line,
        digit.character_offset,
        substr(digit.line_text, greatest(digit.character_offset - 19, 1), 40) as surroundings,
        count(mention.mention_key) as mention_count
    from digit
    inner join document
        on digit.document_key = document.document_key
    left join mention
        on
            digit.document_key = mention.document_key
            and digit.line_number = mention.source_line
            and digit.character_offset >= mention.mention_start
            and digit.character_offset < mention.mention_end
    group by
        digit.document_key, document.file_name, digit.line_number,
        digit.character_offset, digit.line_text
    having count(mention.mention_key) != 1
)

select * from final
