-- The numbers of running text that a rule of doubt speaks of, whether or not they state a fact: by
-- what they count, how large they are, how they are written, and the words around them.
with mention as (
    select * from {{ ref('int_number__mention') }}
    where paragraph_type = 'body'
),

choice as (
    select * from {{ ref('int_number__choice') }}
    where decision = 'kind'
),

token as (
    select * from {{ ref('int_text__token') }}
),

doubt_rule as (
    select * from {{ ref('doubt_rule') }}
),

-- Each word with a blank before it, so that a pattern can ask for whole words.
word_before as (
    select
        mention.mention_key,
        {{ join_texts("concat(' ', token.token_norm)", 'token.token_index') }} as words_before
    from mention
    inner join token
        on
            mention.sentence_key = token.sentence_key
            and token.token_index
            between mention.bound_index_first - 30 and mention.bound_index_first - 1
    group by mention.mention_key
),

word_behind as (
    select
        mention.mention_key,
        {{ join_texts("concat(' ', token.token_norm)", 'token.token_index') }} as words_behind
    from mention
    inner join token
        on
            mention.sentence_key = token.sentence_key
            and token.token_index
            between mention.token_index_last + 1 and mention.token_index_last + 12
    group by mention.mention_key
),

surrounded as (
    select
        mention.mention_key,
        mention.number_value,
        mention.number_low,
        lower(mention.numeral_text) as numeral,
        coalesce(choice.reading, 'unknown') as kind,
        -- A unit that stands only behind another number is not one that this number states.
        concat(
            case
                when mention.is_unit_shared then 'shared'
                else coalesce(mention.unit_class, 'none')
            end,
            ':',
            coalesce(mention.unit_term, '')
        ) as unit,
        coalesce(word_before.words_before, '') as words_before,
        coalesce(word_behind.words_behind, '') as words_behind
    from mention
    left join choice on mention.mention_key = choice.mention_key
    left join word_before on mention.mention_key = word_before.mention_key
    left join word_behind on mention.mention_key = word_behind.mention_key
),

final as (
    select
        surrounded.mention_key,
        doubt_rule.rule_id,
        doubt_rule.role,
        doubt_rule.issue_type,
        doubt_rule.severity,
        doubt_rule.evidence
    from surrounded
    -- What a rule leaves empty it does not ask.
    inner join doubt_rule
        on
            (doubt_rule.at_least is null or surrounded.number_value >= doubt_rule.at_least)
            and (doubt_rule.at_most is null or surrounded.number_value <= doubt_rule.at_most)
            and (
                doubt_rule.is_fraction is null
                or doubt_rule.is_fraction
                = (surrounded.number_value != floor(surrounded.number_value))
            )
            and (
                doubt_rule.range_factor is null
                or (
                    surrounded.number_low > 0
                    and surrounded.number_value
                    >= surrounded.number_low * doubt_rule.range_factor
                )
            )
            and (
                doubt_rule.kind is null
                or {{ regexp_like('surrounded.kind', 'doubt_rule.kind') }}
            )
            and (
                doubt_rule.unit is null
                or {{ regexp_like('surrounded.unit', 'doubt_rule.unit') }}
            )
            and (
                doubt_rule.numeral is null
                or {{ regexp_like('surrounded.numeral', 'doubt_rule.numeral') }}
            )
            and (
                doubt_rule.words_before is null
                or {{ regexp_like('surrounded.words_before', 'doubt_rule.words_before') }}
            )
            and (
                doubt_rule.unless_before is null
                or not {{ regexp_like('surrounded.words_before', 'doubt_rule.unless_before') }}
            )
            and (
                doubt_rule.words_behind is null
                or {{ regexp_like('surrounded.words_behind', 'doubt_rule.words_behind') }}
            )
)

select * from final
