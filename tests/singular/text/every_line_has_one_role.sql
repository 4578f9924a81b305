-- Every line of every current document has exactly one role. Without it a line could be read twice
-- or not at all, and the ledger would lack its numbers without anybody noticing. Look at
-- int_text__line_role.
with raw_line as (
    select * from {{ ref('stg_raw__line') }}
),

document as (
    select * from {{ ref('stg_raw__document') }}
),

line_role as (
    select * from {{ ref('int_text__line_role') }}
),

role_count as (
    select
        document_key,
        line_number,
        count(line_role) as line_role_count
    from line_role
    group by document_key, line_number
),

final as (
    select
        document.file_name as source_file,
        role_count.line_role_count,
        coalesce(raw_line.document_key, role_count.document_key) as document_key,
        coalesce(raw_line.line_number, role_count.line_number) as source_line
    from raw_line
    full outer join role_count
        on
            raw_line.document_key = role_count.document_key
            and raw_line.line_number = role_count.line_number
    left join document
        on coalesce(raw_line.document_key, role_count.document_key) = document.document_key
    where
        raw_line.line_number is null
        or role_count.line_role_count is distinct from 1
)

select * from final
