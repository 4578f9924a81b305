-- The annotated numbers of the documents that are loaded, with the place of the number itself.
with gold_annotation as (
    select * from {{ ref('gold_annotation') }}
),

document as (
    select * from {{ ref('dim_document') }}
),

final as (
    select
        gold_annotation.annotation_number,
        gold_annotation.source_file,
        gold_annotation.source_line,
        gold_annotation.quote_start,
        gold_annotation.quote,
        gold_annotation.measure,
        gold_annotation.number_value,
        gold_annotation.number_low,
        gold_annotation.unit,
        gold_annotation.value_bound,
        gold_annotation.instrument,
        gold_annotation.is_stock,
        gold_annotation.recipient_count,
        gold_annotation.status,
        gold_annotation.period_start_year,
        gold_annotation.period_end_year,
        gold_annotation.place_source,
        gold_annotation.part_of_quote,
        gold_annotation.statement_label,
        document.document_key,
        gold_annotation.quote_start + length(gold_annotation.quote) as quote_end,
        gold_annotation.quote_start
        + length({{ before_first_number('gold_annotation.quote') }}) as number_start
    from gold_annotation
    -- Of a document that is not loaded nothing can be found, and nothing is expected.
    inner join document on gold_annotation.source_file = document.file_name
)

select * from final
