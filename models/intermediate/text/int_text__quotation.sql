-- What stands between two quotation marks of a sentence, the marks included.
with token as (
    select * from {{ ref('int_text__token') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

-- Straight marks open and close by turns.
quotation_mark as (
    select
        token.sentence_key,
        token.token_index,
        case substr(sentence.sentence_text, token.token_start + 1, 1)
            when '“' then true
            when '”' then false
            else
                row_number() over (
                    partition by token.sentence_key order by token.token_index
                ) % 2 = 1
        end as is_opening
    from token
    inner join sentence on token.sentence_key = sentence.sentence_key
    where token.token_norm = '"'
),

followed as (
    select
        *,
        lead(token_index) over sentence_order as next_token_index,
        lead(is_opening) over sentence_order as is_next_opening
    from quotation_mark
    window sentence_order as (partition by sentence_key order by token_index)
),

final as (
    select
        sentence_key,
        token_index as token_index_first,
        next_token_index as token_index_last
    from followed
    where is_opening and not is_next_opening
)

select * from final
