-- An annotated document of which more than a tenth of the headings have no theme. Without it terms
-- could go missing, and the facts under such headings would have no theme. Other documents are not
-- held to it: theirs stand in rpt_theme_heading. Add terms to seeds/theme/theme_term.csv.
with heading as (
    select * from {{ ref('int_text__heading') }}
),

heading_theme as (
    select * from {{ ref('int_theme__heading') }}
),

document as (
    select * from {{ ref('stg_raw__document') }}
),

gold_scope as (
    select distinct source_file from {{ ref('gold_scope') }}
),

final as (
    select
        document.file_name as source_file,
        count(*) as heading_count,
        sum(case when heading_theme.theme_key = 'none' then 1 else 0 end) as unmapped_count
    from heading
    inner join document on heading.document_key = document.document_key
    inner join gold_scope on document.file_name = gold_scope.source_file
    inner join heading_theme on heading.heading_key = heading_theme.heading_key
    group by document.file_name
    having
        sum(case when heading_theme.theme_key = 'none' then 1 else 0 end) > 0.1 * count(*)
)

select * from final
