-- A number with "of" or "in" right behind it that lacks its phrase, or a phrase behind a number
-- that has neither. Without it "5 million yuan of loans" would no longer be told from 5 million
-- yuan, and the kind of money would be guessed. Look at int_number__of_phrase.
with mention as (
    select * from {{ ref('int_number__mention') }}
),

token as (
    select * from {{ ref('int_text__token') }}
    where token_norm in ('of', 'in')
),

of_phrase as (
    select * from {{ ref('int_number__of_phrase') }}
),

ledger as (
    select * from {{ ref('number_ledger') }}
),

final as (
    select
        mention.mention_key,
        ledger.source_file,
        ledger.source_line,
        ledger.mention_text
    from mention
    left join token
        on
            mention.sentence_key = token.sentence_key
            and mention.phrase_index_last + 1 = token.token_index
    left join of_phrase on mention.mention_key = of_phrase.mention_key
    left join ledger on mention.mention_key = ledger.mention_key
    where (token.sentence_key is null) != (of_phrase.mention_key is null)
)

select * from final
