-- What the numbers of each document are, and how many of them no rule can read.
with mention as (
    select * from {{ ref('int_number__mention') }}
),

choice as (
    select * from {{ ref('int_number__choice') }}
    where decision = 'kind'
),

number_kind as (
    select * from {{ ref('number_kind') }}
),

document as (
    select * from {{ ref('int_text__document') }}
),

read_number as (
    select
        mention.document_key,
        coalesce(choice.reading, 'unknown') as kind
    from mention
    left join choice on mention.mention_key = choice.mention_key
),

counted as (
    select
        document_key,
        kind,
        count(*) as number_count
    from read_number
    group by document_key, kind
),

final as (
    select
        counted.document_key,
        document.file_name as source_file,
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
    inner join document on counted.document_key = document.document_key
    left join number_kind on counted.kind = number_kind.kind
)

select * from final
