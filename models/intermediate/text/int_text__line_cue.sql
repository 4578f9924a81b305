with line as (
    select * from {{ ref('int_text__line') }}
),

cue as (
    select * from {{ ref('text_line_cue') }}
),

short_line as (
    select
        document_key,
        line_number,
        line_words
    from line
    where line_words is not null
),

-- A cue is compared as whole words; Chinese is written without blanks, hence "within".
final as (
    select distinct
        short_line.document_key,
        short_line.line_number,
        cue.cue_class
    from short_line
    inner join cue
        on
            contains(short_line.line_words, cue.cue)
            and case cue.match_position
                when 'opening'
                    then {{ text_starts_with(
                        'short_line.line_words', "concat(' ', cue.cue, ' ')"
                    ) }}
                when 'closing'
                    then {{ text_ends_with(
                        'short_line.line_words', "concat(' ', cue.cue, ' ')"
                    ) }}
                when 'whole' then short_line.line_words = concat(' ', cue.cue, ' ')
                when 'anywhere' then contains(short_line.line_words, concat(' ', cue.cue, ' '))
                else true
            end
)

select * from final
