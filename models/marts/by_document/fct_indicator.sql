with indicator as (
    select * from {{ ref('int_text__indicator') }}
),

document as (
    select * from {{ ref('int_text__document') }}
),

paragraph_line as (
    select * from {{ ref('int_text__paragraph_line') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

province as (
    select * from {{ ref('place_province') }}
),

located as (
    select
        indicator.indicator_key,
        paragraph_line.paragraph_key,
        paragraph_line.paragraph_start + indicator.mention_start - paragraph_line.line_start
            as paragraph_offset
    from indicator
    inner join paragraph_line
        on
            indicator.document_key = paragraph_line.document_key
            and indicator.line_number = paragraph_line.line_number
            and indicator.mention_start >= paragraph_line.line_start
            and indicator.mention_start < paragraph_line.line_end
),

stated as (
    select
        located.indicator_key,
        sentence.sentence_text
    from located
    inner join sentence
        on
            located.paragraph_key = sentence.paragraph_key
            and located.paragraph_offset >= sentence.sentence_start
            and located.paragraph_offset < sentence.sentence_end
),

-- "Guizhou", "Guizhou Province"; a row about several provinces belongs to none alone.
placed as (
    select
        indicator.indicator_key,
        min(province.province_code) as province_code
    from indicator
    inner join province
        on
            lower(indicator.region_name) = lower(province.province_name)
            or lower(indicator.region_name) = lower(province.province_full_name)
    group by indicator.indicator_key
),

final as (
    select
        indicator.indicator_key,
        indicator.document_key,
        indicator.table_title,
        indicator.indicator_name,
        indicator.unit,
        indicator.region_name,
        case
            when placed.province_code is not null then placed.province_code
            when
                {{ regexp_like(
                    "lower(coalesce(indicator.region_name, ''))",
                    "'provinces|regions|municipalities'"
                ) }}
                then 'several'
            else 'none'
        end as province_key,
        cast(indicator.indicator_year as string) as year_key,
        indicator.indicator_value as value, -- noqa: RF04
        document.file_name as source_file,
        indicator.line_number as source_line,
        indicator.mention_start,
        indicator.mention_end,
        indicator.mention_text,
        stated.sentence_text,
        'table_cell' as rule_id
    from indicator
    inner join document
        on indicator.document_key = document.document_key
    left join stated
        on indicator.indicator_key = stated.indicator_key
    left join placed
        on indicator.indicator_key = placed.indicator_key
)

select * from final
