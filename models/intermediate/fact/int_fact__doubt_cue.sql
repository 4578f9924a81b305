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
        {{ join_texts("concat(' ', token.token_norm)", 'token.token_index') }} as words_before,
        max_by(token.token_norm, token.token_index) as word_before
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
        {{ join_texts("concat(' ', token.token_norm)", 'token.token_index') }} as words_behind,
        min_by(token.token_norm, token.token_index) as word_behind
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
        coalesce(word_behind.words_behind, '') as words_behind,
        concat('|', word_before.word_before, '|') as word_before,
        concat('|', word_behind.word_behind, '|') as word_behind
    from mention
    left join choice on mention.mention_key = choice.mention_key
    left join word_before on mention.mention_key = word_before.mention_key
    left join word_behind on mention.mention_key = word_behind.mention_key
),

-- What a rule leaves empty it does not ask. Kinds, units and numerals are fewer than numbers: each
-- is asked once.
kind_rule as (
    select
        kind.kind,
        doubt_rule.rule_id
    from (select distinct kind from surrounded) as kind
    inner join doubt_rule
        on {{ regexp_like('kind.kind', "coalesce(doubt_rule.kind, '')") }}
),

unit_rule as (
    select
        unit.unit as counted_unit,
        doubt_rule.*
    from (select distinct unit from surrounded) as unit
    inner join doubt_rule
        on {{ regexp_like('unit.unit', "coalesce(doubt_rule.unit, '')") }}
),

numeral_rule as (
    select
        numeral.numeral,
        doubt_rule.rule_id
    from (select distinct numeral from surrounded) as numeral
    inner join doubt_rule
        on
            doubt_rule.numeral is null
            or {{ regexp_like('numeral.numeral', 'doubt_rule.numeral') }}
),

final as (
    select
        surrounded.mention_key,
        unit_rule.rule_id,
        unit_rule.role,
        unit_rule.issue_type,
        unit_rule.severity,
        unit_rule.evidence
    from surrounded
    inner join kind_rule on surrounded.kind = kind_rule.kind
    inner join numeral_rule
        on
            surrounded.numeral = numeral_rule.numeral
            and kind_rule.rule_id = numeral_rule.rule_id
    inner join unit_rule
        on
            surrounded.unit = unit_rule.counted_unit
            and kind_rule.rule_id = unit_rule.rule_id
    where
        (unit_rule.at_least is null or surrounded.number_value >= unit_rule.at_least)
        and (unit_rule.at_most is null or surrounded.number_value <= unit_rule.at_most)
        and (
            unit_rule.is_fraction is null
            or unit_rule.is_fraction = (surrounded.number_value != floor(surrounded.number_value))
        )
        and (
            unit_rule.range_factor is null
            or (
                surrounded.number_low > 0
                and surrounded.number_value >= surrounded.number_low * unit_rule.range_factor
            )
        )
        and (
            unit_rule.word_before is null
            or contains(concat('|', unit_rule.word_before, '|'), surrounded.word_before)
        )
        and (
            unit_rule.word_behind is null
            or contains(concat('|', unit_rule.word_behind, '|'), surrounded.word_behind)
        )
        and (
            unit_rule.words_behind is null
            or {{ regexp_like('surrounded.words_behind', 'unit_rule.words_behind') }}
        )
        and (
            unit_rule.words_before is null
            or {{ regexp_like('surrounded.words_before', 'unit_rule.words_before') }}
        )
        and (
            unit_rule.unless_before is null
            or not {{ regexp_like('surrounded.words_before', 'unit_rule.unless_before') }}
        )
)

select * from final
