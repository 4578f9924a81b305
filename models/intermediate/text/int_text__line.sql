with raw_line as (
    select * from {{ ref('stg_raw__line') }}
),

begun as (
    select
        document_key,
        line_number,
        page_number,
        line_text,
        {{ trim_start('line_text') }} as begun_text
    from raw_line
),

trimmed as (
    select
        document_key,
        line_number,
        page_number,
        line_text,
        {{ trim_end('begun_text') }} as trimmed_text,
        length(line_text) - length(begun_text) as text_start
    from begun
),

measured as (
    select
        document_key,
        line_number,
        page_number,
        line_text,
        trimmed_text,
        text_start,
        text_start + length(trimmed_text) as text_end,
        length(trimmed_text) as text_length,
        trimmed_text = '' as is_blank,
        -- Only short lines can be anything but prose, and only they are compared with cues.
        case
            when length(trimmed_text) between 1 and 300
                then concat(' ', trim({{ regexp_replace_all(
                    "lower(" ~ plain_text('trimmed_text') ~ ")", "'[^\\p{L}\\p{N}]+'", "' '"
                ) }}), ' ')
        end as line_words
    from trimmed
),

-- Numbered twice: text lines count 1, 2, 3 … among themselves, so that neighbours can be looked up.
final as (
    select
        document_key,
        line_number,
        page_number,
        line_text,
        trimmed_text,
        cast(text_start as integer) as text_start,
        cast(text_end as integer) as text_end,
        cast(text_length as integer) as text_length,
        is_blank,
        line_words,
        case
            when not is_blank
                then cast(row_number() over (
                    partition by document_key, is_blank order by line_number
                ) as integer)
        end as text_index,
        case
            when not is_blank
                then line_number - coalesce(lag(line_number) over (
                    partition by document_key, is_blank order by line_number
                ), 0) > 1
        end as has_blank_before
    from measured
)

select * from final
