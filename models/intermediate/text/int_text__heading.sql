with paragraph as (
    select * from {{ ref('int_text__paragraph_text') }}
),

heading as (
    select
        document_key,
        section_key,
        first_line_number as line_number,
        paragraph_index,
        paragraph_key,
        {{ single_spaced(regexp_replace_all(
            regexp_replace_all('paragraph_text', "'^[【〖\\[［〔#*_ ]+'", "''"), "'[】〗\\]］〕#*_ :：.]+$'", "''"
        )) }} as heading_text
    from paragraph
    where paragraph_type = 'heading'
),

final as (
    select
        {{ row_key(["'heading'", 'paragraph_key']) }} as heading_key,
        document_key,
        section_key,
        cast(row_number() over (partition by document_key order by paragraph_index) as integer)
            as heading_index,
        heading_text,
        line_number,
        paragraph_key,
        paragraph_index
    from heading
)

select * from final
