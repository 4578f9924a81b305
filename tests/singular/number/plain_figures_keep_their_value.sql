-- A number written with figures alone, or with figures and one scale word, has that value; it is
-- computed here without the seed of number words. Without it a slip in a scale would multiply sums
-- by a thousand. Members of a list and the ends of a range may take the scale of the last; figures
-- torn at their decimal sign ("1 . 28") are left out. Look at int_number__numeral and
-- int_number__series.
with mention as (
    select * from {{ ref('int_number__mention') }}
),

document as (
    select * from {{ ref('stg_raw__document') }}
),

figure as (
    select
        *,
        {{ regexp_first(
            'lower(numeral_text)', "'^([0-9][0-9,. ]*?) ?(thousand|million|billion|trillion)?$'", 1
        ) }} as figures,
        case {{ regexp_first('lower(numeral_text)', "'[a-z]+$'") }}
            when 'thousand' then 1000
            when 'million' then 1000000
            when 'billion' then 1000000000
            when 'trillion' then 1000000000000
            else 1
        end as factor
    from mention
),

valued as (
    select
        *,
        cast(
            cast({{ regexp_replace_all('figures', "'[, ]'", "''") }} as decimal(24, 4)) * factor
            as decimal(28, 4)
        ) as expected_value
    from figure
    where figures != ''
),

final as (
    select
        valued.mention_key,
        document.file_name as source_file,
        valued.source_line,
        valued.mention_text,
        valued.number_value,
        valued.expected_value
    from valued
    inner join document
        on valued.document_key = document.document_key
    where
        valued.number_value is distinct from valued.expected_value
        and not {{ regexp_like('valued.mention_text', "'[0-9]( [.] ?|[.] )[0-9]'") }}
        and not (
            valued.factor = 1
            and coalesce(valued.scale, 1) > 1
            and valued.number_value = valued.expected_value * valued.scale
        )
)

select * from final
