-- A number with "of" or "in" right behind it that lacks its phrase, or a phrase that does not begin
-- with such a word, right behind the number or the bracket that follows it. Without it "5 million
-- yuan of loans" would no longer be told from 5 million yuan, and the kind of money would be
-- guessed. Look at int_number__of_phrase.
with mention as (
    select * from {{ ref('int_number__mention') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

of_phrase as (
    select * from {{ ref('int_number__of_phrase') }}
),

ledger as (
    select * from {{ ref('number_ledger') }}
),

judged as (
    select
        mention.mention_key,
        behind.token_norm in ('of', 'in') as has_of_behind,
        of_phrase.mention_key is not null as has_phrase,
        opener.token_norm in ('of', 'in')
        and (
            of_phrase.token_index_first = mention.phrase_index_last + 2
            or before_opener.token_norm = ')'
        ) as is_well_placed
    from mention
    left join of_phrase on mention.mention_key = of_phrase.mention_key
    left join token as behind
        on
            mention.sentence_key = behind.sentence_key
            and mention.phrase_index_last + 1 = behind.token_index
    left join token as opener
        on
            mention.sentence_key = opener.sentence_key
            and of_phrase.token_index_first - 1 = opener.token_index
    left join token as before_opener
        on
            mention.sentence_key = before_opener.sentence_key
            and of_phrase.token_index_first - 2 = before_opener.token_index
),

final as (
    select
        judged.mention_key,
        ledger.source_file,
        ledger.source_line,
        ledger.mention_text
    from judged
    left join ledger on judged.mention_key = ledger.mention_key
    where
        (coalesce(judged.has_of_behind, false) and not judged.has_phrase)
        or (judged.has_phrase and not coalesce(judged.is_well_placed, false))
)

select * from final
