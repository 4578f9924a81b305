-- A document that is said to be wrapped at a width that none of its lines has. Without it broken
-- lines would be joined, or whole ones torn, by a wrong measure. Look at int_text__document_shape.
with shape as (
    select * from {{ ref('int_text__document_shape') }}
),

document as (
    select * from {{ ref('stg_raw__document') }}
),

line as (
    select * from {{ ref('stg_raw__line') }}
),

longest as (
    select
        document_key,
        max(length(line_text)) as line_length
    from line
    group by document_key
),

final as (
    select
        shape.document_key,
        document.file_name as source_file,
        shape.wrap_width,
        longest.line_length
    from shape
    left join document on shape.document_key = document.document_key
    left join longest on shape.document_key = longest.document_key
    where (shape.wrap_width between 0 and longest.line_length) is not true
)

select * from final
