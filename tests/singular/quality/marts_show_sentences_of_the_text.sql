-- A sentence that a public table shows, and that is no sentence of its document. Without it readers
-- could be shown a text that was cut or mangled on its way. Compare the sentence with
-- int_text__sentence; a model between the two changes it.
with sentence as (
    select * from {{ ref('int_text__sentence') }}
),

shown as (
    select
        'fct_funds_allocated' as table_name,
        funds_key as row_key,
        document_key,
        source_file,
        source_line,
        sentence_text
    from {{ ref('int_kept__funds') }}

    union all

    select
        'fct_people_lifted' as table_name,
        lifted_key as row_key,
        document_key,
        source_file,
        source_line,
        sentence_text
    from {{ ref('int_kept__people_lifted') }}

    union all

    select
        'fct_trainings_held' as table_name,
        training_key as row_key,
        document_key,
        source_file,
        source_line,
        sentence_text
    from {{ ref('int_kept__training') }}

    union all

    select
        'fct_indicator' as table_name,
        indicator_key as row_key,
        document_key,
        source_file,
        source_line,
        sentence_text
    from {{ ref('fct_indicator') }}

    union all

    select
        'fct_place_mention' as table_name,
        place_mention_key as row_key,
        document_key,
        source_file,
        source_line,
        sentence_text
    from {{ ref('fct_place_mention') }}

    union all

    select
        'number_ledger' as table_name,
        mention_key as row_key,
        document_key,
        source_file,
        source_line,
        sentence_text
    from {{ ref('number_ledger') }}

    union all

    select
        'bridge_agency_county' as table_name,
        agency_county_key as row_key,
        document_key,
        source_file,
        source_line,
        sentence_text
    from {{ ref('bridge_agency_county') }}
),

final as (
    select
        shown.table_name,
        shown.row_key,
        shown.source_file,
        shown.source_line,
        shown.sentence_text
    from {{ of_batch('shown') }} as shown
    where not exists (
        select 1
        from sentence
        where
            shown.document_key = sentence.document_key
            and shown.sentence_text = sentence.sentence_text
    )
)

select * from final
