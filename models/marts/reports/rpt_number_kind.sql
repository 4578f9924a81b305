-- What the numbers of each document are, and how many of them no rule can read.
with ledger as (
    select * from {{ ref('number_ledger') }}
),

number_kind as (
    select * from {{ ref('number_kind') }}
),

counted as (
    select
        document_key,
        source_file,
        kind,
        count(*) as number_count
    from ledger
    group by document_key, source_file, kind
),

final as (
    select
        counted.document_key,
        counted.source_file,
        counted.kind,
        number_kind.measure,
        cast(counted.number_count as integer) as number_count,
        cast(counted.number_count as double)
        / sum(counted.number_count) over (partition by counted.document_key) as number_share,
        cast(
            sum(case when counted.kind = 'unknown' then counted.number_count else 0 end)
                over (partition by counted.document_key)
            as double
        )
        / sum(counted.number_count) over (partition by counted.document_key) as unknown_share
    from counted
    left join number_kind on counted.kind = number_kind.kind
)

select * from final
