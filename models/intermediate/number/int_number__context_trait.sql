-- What the text around a number says beyond its own clause: the sentence before, the heading and
-- the places of a list tell of leaving poverty; a sentence that opens with a bare verb bids.
with mention as (
    select * from {{ ref('int_number__mention') }}
),

sentence as (
    select
        *,
        lag(sentence_key) over (partition by paragraph_key order by sentence_index)
            as previous_sentence_key
    from {{ ref('int_text__sentence') }}
),

heading as (
    select * from {{ ref('int_text__heading') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

lift_word as (
    select
        sentence_key,
        min(token_index_last) as token_index
    from {{ ref('int_lexicon__term_mention') }}
    where term_class in ('lift', 'lift_list', 'lift_object', 'lift_passive', 'poor_decrease')
    group by sentence_key
),

-- "Poverty exits of 2016" says of all below it what they count.
lift_heading as (
    select distinct heading.heading_key
    from heading
    inner join sentence on heading.paragraph_key = sentence.paragraph_key
    inner join {{ ref('int_lexicon__term_mention') }} as term_mention
        on sentence.sentence_key = term_mention.sentence_key
    where term_mention.term_class in ('lift', 'lift_topic', 'poor_decrease')
),

told_before as (
    select
        sentence.sentence_key,
        lift_word.sentence_key is not null as is_told_in_sentence_before,
        lift_heading.heading_key is not null as is_told_in_heading
    from sentence
    left join lift_word on sentence.previous_sentence_key = lift_word.sentence_key
    left join lift_heading on sentence.heading_key = lift_heading.heading_key
    where lift_word.sentence_key is not null or lift_heading.heading_key is not null
),

-- "By county: Lichuan 41,000, Badong 31,200": three or more bare figures, each behind a name.
named_figure as (
    select
        mention.mention_key,
        mention.sentence_key
    from mention
    inner join token
        on
            mention.sentence_key = token.sentence_key
            and mention.bound_index_first - 1 = token.token_index
            and {{ regexp_like('token.token_text', "'^[A-Z][a-z]'") }}
    where mention.unit_class is null and not mention.has_noun and mention.number_value >= 100
    qualify count(*) over (partition by mention.sentence_key) >= 3
),

-- "…, and 9 villages left."
leaver as (
    select mention.mention_key
    from mention
    inner join lift_word
        on
            mention.sentence_key = lift_word.sentence_key
            and mention.token_index_first > lift_word.token_index
    inner join token as verb
        on
            mention.sentence_key = verb.sentence_key
            and mention.phrase_index_last + 1 = verb.token_index
            and verb.token_norm = 'left'
    inner join token as end_mark
        on
            mention.sentence_key = end_mark.sentence_key
            and mention.phrase_index_last + 2 = end_mark.token_index
            and end_mark.token_norm in ('.', ',', ';')
    where mention.unit_class in ('unit_household', 'unit_village', 'unit_county')
),

-- "Lift 300 people; hold 20 trainings.", "To lift 300 people …"
bidding as (
    select distinct verb.sentence_key
    from {{ ref('int_lexicon__term_mention') }} as verb
    left join token as first_word
        on
            verb.sentence_key = first_word.sentence_key
            and first_word.token_index = 1
    -- … but not "Transfer payments were 300 million yuan".
    inner join token as word_behind
        on
            verb.sentence_key = word_behind.sentence_key
            and verb.token_index_last + 1 = word_behind.token_index
            and {{ regexp_like(
                'word_behind.token_norm', "'^([0-9].*|the|a|an|another|more|some|over)$'"
            ) }}
    where
        verb.term_class = 'verb_base'
        and (
            verb.token_index_first = 1
            or (verb.token_index_first = 2 and first_word.token_norm = 'to')
        )
),

behind_lift as (
    select mention.mention_key
    from mention
    inner join lift_word
        on
            mention.sentence_key = lift_word.sentence_key
            and mention.token_index_first > lift_word.token_index
),

final as (
    select
        mention.mention_key,
        'in_bidding' as trait
    from mention
    inner join bidding on mention.sentence_key = bidding.sentence_key

    union all

    select
        mention_key,
        'behind_lift' as trait
    from behind_lift

    union all

    select
        mention_key,
        'leaves_too' as trait
    from leaver

    union all

    select
        named_figure.mention_key,
        'lists_lifted' as trait
    from named_figure
    inner join told_before on named_figure.sentence_key = told_before.sentence_key

    union all

    select
        mention.mention_key,
        'after_lift_sentence' as trait
    from mention
    inner join told_before on mention.sentence_key = told_before.sentence_key
    where told_before.is_told_in_sentence_before
)

select * from final
