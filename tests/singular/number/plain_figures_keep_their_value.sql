-- A number written with figures alone, or with figures and one scale word, has that value; it is
-- computed here without the seed of number words. From 10^15 on it has none. Without it a slip in a
-- scale would multiply sums by a thousand. Members of a list and the ends of a range may take the
-- scale of the last; figures torn at their decimal sign ("1 . 28", "3,75", ".5") are left out. Look
-- at int_number__numeral and int_number__series.
with mention as (
    select * from {{ ref('int_number__mention') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

document as (
    select * from {{ ref('stg_raw__document') }}
),

figure as (
    select
        mention.*,
        {{ regexp_first(
            'lower(mention.numeral_text)',
            "'^([0-9][0-9,. ]*?) ?(thousand|million|billion|trillion)?$'", 1
        ) }} as figures,
        case {{ regexp_first('lower(mention.numeral_text)', "'[a-z]+$'") }}
            when 'thousand' then 1e3
            when 'million' then 1e6
            when 'billion' then 1e9
            when 'trillion' then 1e12
            else 1
        end as factor
    from mention
    inner join sentence on mention.sentence_key = sentence.sentence_key
    where
        -- Not the text of the mention, which ends with its line.
        not {{ regexp_like(
            'substr(sentence.sentence_text, mention.mention_start + 1,'
            ~ ' mention.mention_end - mention.mention_start)',
            "'[0-9](\s+[.．]\s*|[.．]\s+)[0-9]|(^|[^0-9,，])[0-9]+[,，][0-9]{1,2}([^0-9]|$)'"
        ) }}
        and substr(sentence.sentence_text, mention.mention_start, 1) not in ('.', '．')
),

valued as (
    select
        *,
        factor * cast(
            case
                when {{ regexp_like('figures', "'[.].*[.]'") }} then replace(figures, '.', '')
                else {{ regexp_replace_all('figures', "'[, ]'", "''") }}
            end as double
        ) as expected_value
    from figure
    where figures != ''
),

-- A number as such, or one that shares the scale of the last of its list.
reading as (
    select
        *,
        expected_value as read_value
    from valued

    union all

    select
        *,
        expected_value * scale as read_value
    from valued
    where factor = 1 and scale > 1
),

agreement as (
    select
        mention_key,
        document_key,
        source_line,
        mention_text,
        number_value,
        expected_value,
        bool_or(
            case
                when read_value >= 1e15 then number_value is null
                else
                    coalesce(
                        abs(number_value - read_value) <= greatest(0.000051, read_value * 1e-14),
                        false
                    )
            end
        ) as agrees
    from reading
    group by
        mention_key, document_key, source_line, mention_text, number_value, expected_value
),

final as (
    select
        agreement.mention_key,
        document.file_name as source_file,
        agreement.source_line,
        agreement.mention_text,
        agreement.number_value,
        agreement.expected_value
    from agreement
    inner join document on agreement.document_key = document.document_key
    where not agreement.agrees
)

select * from final
