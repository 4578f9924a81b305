-- No figure of the extraction falls below its floor. Without it a rule that mends one sentence
-- could spoil ten others unnoticed. Only where all annotated documents are loaded: the floors are
-- theirs. Look at rpt_extraction_error for what is missed.
with quality as (
    select * from {{ ref('rpt_extraction_quality') }}
),

quality_floor as (
    select * from {{ ref('quality_floor') }}
),

gold_scope as (
    select * from {{ ref('gold_scope') }}
),

document as (
    select * from {{ ref('dim_document') }}
),

missing_document as (
    select gold_scope.source_file
    from gold_scope
    left join document on gold_scope.source_file = document.file_name
    where document.file_name is null
),

figure as (
    select
        measure,
        'precision_rate' as metric,
        precision_rate as figure
    from quality

    union all

    select
        measure,
        'recall_rate' as metric,
        recall_rate as figure
    from quality

    union all

    select
        measure,
        'f1' as metric,
        f1 as figure
    from quality

    union all

    select
        measure,
        'strict_f1' as metric,
        strict_f1 as figure
    from quality
),

final as (
    select
        quality_floor.measure,
        quality_floor.metric,
        quality_floor.floor,
        figure.figure
    from quality_floor
    left join figure
        on
            quality_floor.measure = figure.measure
            and quality_floor.metric = figure.metric
    where
        (figure.figure >= quality_floor.floor) is not true
        and not exists (select 1 from missing_document)
)

select * from final
