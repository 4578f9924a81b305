with document as (
    select
        file_name,
        content_sha256
    from {{ ref('dim_document') }}
),

documents as (
    select {{ collect_rows('file_name', 'content_sha256') }} as documents
    from document
),

-- What is known only at the end of the run is filled in by finish_build.
final as (
    select
        '{{ invocation_id }}' as build_id,
        timestamp '{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S") }}' as started_at,
        cast(null as timestamp) as finished_at,
        '{{ var("project_version") }}' as project_version,
        '{{ dbt_version }}' as dbt_version,
        version() as engine_version,
        cast(null as string) as rule_fingerprint,
        documents,
        cast(
            null as {{ column_type(
                'struct(table_name string, row_count bigint, checksum string)[]'
            ) }}
        ) as public_tables,
        cast(null as integer) as passed_test_count
    from documents
)

select * from final
