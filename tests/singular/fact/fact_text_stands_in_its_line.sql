-- The text of every fact, of the two numbers of a training too, stands at its offsets in the raw
-- line. Without it whoever follows a fact to its source would find other words there. Look at the
-- joins of the mart named.
with raw_line as (
    select * from {{ source('raw', 'line') }}
),

stated as (
    select
        funds_key as fact_key,
        document_key,
        source_file,
        source_line,
        mention_start,
        mention_end,
        mention_text
    from {{ ref('int_kept__funds') }}

    union all

    select
        lifted_key as fact_key,
        document_key,
        source_file,
        source_line,
        mention_start,
        mention_end,
        mention_text
    from {{ ref('int_kept__people_lifted') }}

    union all

    select
        training_key as fact_key,
        document_key,
        source_file,
        source_line,
        mention_start,
        mention_end,
        mention_text
    from {{ ref('int_kept__training') }}

    union all

    select
        training_key as fact_key,
        document_key,
        source_file,
        sessions_source_line as source_line,
        sessions_mention_start as mention_start,
        sessions_mention_end as mention_end,
        sessions_mention_text as mention_text
    from {{ ref('int_kept__training') }}
    where sessions_count is not null

    union all

    select
        training_key as fact_key,
        document_key,
        source_file,
        participants_source_line as source_line,
        participants_mention_start as mention_start,
        participants_mention_end as mention_end,
        participants_mention_text as mention_text
    from {{ ref('int_kept__training') }}
    where participants_count is not null
),

found as (
    select
        stated.fact_key,
        stated.source_file,
        stated.source_line,
        stated.mention_text,
        substr(
            raw_line.line_text,
            stated.mention_start + 1,
            stated.mention_end - stated.mention_start
        ) as found_text
    from stated
    left join raw_line
        on
            stated.document_key = raw_line.document_key
            and stated.source_line = raw_line.line_number
),

final as (
    select *
    from found
    where found_text is distinct from mention_text
)

select * from final
