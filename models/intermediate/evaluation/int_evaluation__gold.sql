-- The annotated numbers of the documents that are loaded, with the place of the number itself.
with gold_annotation as (
    select * from {{ ref('gold_annotation') }}
),

document as (
    select * from {{ ref('stg_raw__document') }}
),

final as (
    select
        gold_annotation.*,
        document.document_key,
        gold_annotation.quote_start + length(gold_annotation.quote) as quote_end,
        gold_annotation.quote_start
        + length({{ before_first_number('gold_annotation.quote') }}) as number_start
    from gold_annotation
    -- Of a document that is not loaded nothing can be found, and nothing is expected.
    inner join document on gold_annotation.source_file = document.file_name
)

select * from final
