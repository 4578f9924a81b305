-- Tables, documents and years whose number of rows, or what they add up to, is not the one written
-- down: changed, missing or new. Without it a rule could lose a document's facts of one year, or
-- multiply an amount, unnoticed. If the change is meant, run `make row-counts`, read the difference
-- it shows, and commit it. Only where exactly the documents that come with the project are loaded;
-- others have counts of their own.
with found as (
    select * from {{ ref('rpt_row_count') }}
),

expected as (
    select
        table_name,
        row_count,
        additive_count,
        value_sum,
        coalesce(file_name, '') as file_name,
        coalesce(year_key, '') as year_key
    from {{ ref('row_count') }}
),

document as (
    select
        file_name,
        'found' as side
    from found
    where table_name = 'dim_document'

    union all

    select
        file_name,
        'expected' as side
    from expected
    where table_name = 'dim_document'
),

document_of_one_side as (
    select file_name
    from document
    group by file_name
    having count(*) = 1
),

final as (
    select
        expected.row_count as expected_count,
        found.row_count as found_count,
        expected.additive_count as expected_additive_count,
        found.additive_count as found_additive_count,
        expected.value_sum as expected_sum,
        found.value_sum as found_sum,
        coalesce(found.table_name, expected.table_name) as table_name,
        coalesce(found.file_name, expected.file_name) as file_name,
        coalesce(found.year_key, expected.year_key) as year_key
    from expected
    full outer join found
        on
            expected.table_name = found.table_name
            and expected.file_name = found.file_name
            and expected.year_key = found.year_key
    where
        (
            expected.row_count is distinct from found.row_count
            or expected.additive_count is distinct from found.additive_count
            or expected.value_sum is distinct from found.value_sum
        )
        and not exists (select 1 from document_of_one_side)
)

select * from final
