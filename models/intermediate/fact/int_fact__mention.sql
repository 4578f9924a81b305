-- The numbers that state a fact: they have a value, and one of the four measures was chosen for
-- them.
with mention as (
    select * from {{ ref('int_number__mention') }}
),

choice as (
    select * from {{ ref('int_number__choice') }}
),

number_kind as (
    select * from {{ ref('number_kind') }}
    where measure is not null
),

rule_cue as (
    select * from {{ ref('rule_cue') }}
),

sibling as (
    select * from {{ ref('int_number__sibling') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

chosen_kind as (
    select
        choice.mention_key,
        choice.rule_id,
        choice.score,
        choice.margin,
        choice.is_close,
        number_kind.measure
    from choice
    inner join number_kind on choice.reading = number_kind.kind
    where choice.decision = 'kind'
),

final as (
    select
        mention.mention_key,
        mention.document_key,
        mention.section_key,
        mention.heading_key,
        mention.paragraph_key,
        mention.sentence_key,
        sentence.sentence_index,
        sentence.is_headline or sentence.paragraph_type != 'body' as is_headline,
        mention.token_index_first,
        mention.token_index_last,
        mention.phrase_index_first,
        mention.bound_index_first,
        mention.phrase_index_last,
        mention.source_line,
        mention.source_start,
        mention.source_end,
        mention.mention_text,
        sentence.sentence_text,
        chosen_kind.measure,
        chosen_kind.rule_id,
        chosen_kind.margin,
        mention.number_value,
        mention.number_low,
        mention.value_bound,
        -- A bare number takes the noun of the number before it: money of money, others of others.
        coalesce(
            mention.unit_class,
            case
                when (chosen_kind.measure = 'funds') = (sibling.chain_unit_class = 'currency')
                    then sibling.chain_unit_class
            end
        ) as unit_class,
        coalesce(
            mention.unit_term,
            case
                when (chosen_kind.measure = 'funds') = (sibling.chain_unit_class = 'currency')
                    then sibling.chain_unit_term
            end
        ) as unit_term,
        sibling.chain_key,
        sibling.chain_position,
        sibling.chain_size,
        coalesce(instrument.reading, 'other') as instrument,
        -- By a noun of money or a verb that says more than that money went somewhere.
        coalesce(instrument_rule.weight > 3, false) as is_instrument_named,
        coalesce(status.reading, 'actual') as status,
        coalesce(stock.reading = 'stock', false) as is_stock
    from chosen_kind
    inner join mention on chosen_kind.mention_key = mention.mention_key
    inner join sentence on mention.sentence_key = sentence.sentence_key
    left join sibling on mention.mention_key = sibling.mention_key
    left join choice as instrument
        on mention.mention_key = instrument.mention_key and instrument.decision = 'instrument'
    left join rule_cue as instrument_rule on instrument.rule_id = instrument_rule.rule_id
    left join choice as status
        on mention.mention_key = status.mention_key and status.decision = 'status'
    left join choice as stock
        on mention.mention_key = stock.mention_key and stock.decision = 'stock'
    where mention.number_value is not null
)

select * from final
