-- What is true of a number by itself or by the text it stands in: its unit, its size, the word
-- before it, the sentence before its own. Rules use a trait like a cue.
with mention as (
    select * from {{ ref('int_number__mention') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

heading as (
    select * from {{ ref('int_text__heading') }}
),

term_mention as (
    select * from {{ ref('int_lexicon__term_mention') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

sibling as (
    select * from {{ ref('int_number__sibling') }}
),

quotation as (
    select * from {{ ref('int_text__quotation') }}
),

passage_group as (
    select * from {{ ref('int_agency__passage_group') }}
),

token_position as (
    select * from {{ ref('int_number__token_position') }}
),

context_trait as (
    select * from {{ ref('int_number__context_trait') }}
),

-- "of the 30 nurseries 25 …": the nearest number before it that is not smaller says what a
-- bare number counts.
left_out_noun as (
    select
        bare.mention_key,
        counted.unit_class
    from mention as bare
    inner join mention as counted
        on
            bare.sentence_key = counted.sentence_key
            and bare.token_index_first > counted.token_index_last
            and bare.number_value <= counted.number_value
    where
        bare.unit_class is null
        and not bare.has_noun
        and {{ regexp_like('counted.unit_class', "'^unit_'") }}
        and counted.unit_class not in (
            'unit_percent', 'unit_duration', 'unit_fold', 'unit_length', 'unit_weight',
            'unit_energy'
        )
    qualify row_number() over (
        partition by bare.mention_key order by counted.token_index_first desc
    ) = 1
),

named_noun as (
    select
        bare.mention_key,
        noun.term_class as unit_class
    from mention as bare
    inner join term_mention as number_of
        on
            bare.sentence_key = number_of.sentence_key
            and number_of.term_class = 'number_of'
            and number_of.term like '%number%'
            and bare.token_index_first > number_of.token_index_last
    inner join term_mention as noun
        on
            bare.sentence_key = noun.sentence_key
            and bare.token_index_first > noun.token_index_last
            and number_of.token_index_last < noun.token_index_first
            and split_part(noun.term_class, '_', 1) = 'unit'
    where bare.unit_class is null and not bare.has_noun
    qualify row_number() over (
        partition by bare.mention_key
        order by number_of.token_index_last desc, noun.token_index_first asc, noun.term_class asc
    ) = 1
),

-- "3 million yuan (some 480,000 U.S. dollars)", "3 million yuan, or US$480,000": the same
-- amount in other money; "RMB 3 million (3,000,000 yuan)": in other words.
amount as (
    select
        mention_key,
        sentence_key,
        unit_term,
        bound_index_first,
        number_value,
        lag(unit_term) over text_order as previous_currency,
        lag(number_value) over text_order as previous_value,
        lag(phrase_index_last) over text_order as previous_index
    from mention
    where unit_class = 'currency'
    window text_order as (partition by sentence_key order by token_index_first)
),

conversion as (
    select amount.mention_key
    from amount
    inner join token as opener
        on
            amount.sentence_key = opener.sentence_key
            and amount.previous_index + 1 = opener.token_index
    inner join token as second_opener
        on
            amount.sentence_key = second_opener.sentence_key
            and amount.previous_index + 2 = second_opener.token_index
    where
        (
            amount.unit_term != amount.previous_currency
            or (amount.number_value = amount.previous_value and opener.token_norm = '(')
        )
        and amount.bound_index_first - amount.previous_index between 2 and 5
        and (
            opener.token_norm in ('(', 'or')
            or (opener.token_norm = ',' and second_opener.token_norm = 'or')
        )
),

-- "480,000 people shake off poverty", "Insurer gives 8 million yuan": a headline that tells what
-- happened is text, a title or the name of a chapter is none.
headline as (
    select distinct mention.sentence_key
    from mention
    inner join term_mention
        on
            mention.sentence_key = term_mention.sentence_key
            and case
                when mention.unit_class = 'currency'
                    then
                        split_part(term_mention.term_class, '_', 1) = 'give'
                        or split_part(term_mention.term_class, '_', 1) = 'money'
                when
                    mention.unit_class in (
                        'unit_person', 'unit_household', 'unit_village', 'unit_township',
                        'unit_county'
                    )
                    then term_mention.term_class in ('lift', 'lift_exit', 'removed_from', 'trained')
                else
                    mention.unit_class is null
                    and mention.scale >= 1000
                    and term_mention.term_class in ('lift', 'lift_exit')
            end
    where mention.paragraph_type in ('title', 'heading', 'document_header')
),

training_sentence as (
    select distinct sentence_key from term_mention
    where term_class = 'training'
),

previous_sentence as (
    select
        sentence_key,
        lag(sentence_key) over (partition by paragraph_key order by sentence_index)
            as previous_sentence_key
    from sentence
),

final as (
    select
        mention_key,
        'is_any' as trait
    from mention

    union all

    select
        mention_key,
        'is_' || coalesce(unit_class, case when has_noun then 'other_noun' else 'none' end) as trait
    from mention

    union all

    select
        mention_key,
        'is_conversion' as trait
    from conversion

    union all

    select
        mention_key,
        'is_small_money' as trait
    from mention
    where unit_class = 'currency' and number_value < 100000

    union all

    -- Less than a gift of money comes to: what one person, animal or thing gets or costs.
    select
        mention_key,
        'is_tiny_money' as trait
    from mention
    where unit_class = 'currency' and number_value < 3000

    union all

    select
        mention_key,
        'is_modest_money' as trait
    from mention
    where unit_class = 'currency' and number_value < 5000000

    union all

    select
        mention_key,
        'is_one' as trait
    from mention
    where number_value = 1

    union all

    select
        mention.mention_key,
        'in_layout' as trait
    from mention
    left join headline on mention.sentence_key = headline.sentence_key
    where mention.paragraph_type != 'body' and headline.sentence_key is null

    union all

    -- "No. 5", "Chapter Two": a number that labels.
    select distinct
        mention.mention_key,
        'is_label' as trait
    from mention
    inner join term_mention
        on
            mention.sentence_key = term_mention.sentence_key
            and term_mention.term_class = 'label_before'
            and term_mention.token_index_last = mention.token_index_first - 1
    -- "county-level 8 million yuan" is no label.
    where coalesce(mention.unit_class, '') != 'currency'

    union all

    -- "2.4 Credit", "(3) Loans": a number that opens a sentence as its mark.
    select
        mention.mention_key,
        'is_list_mark' as trait
    from mention
    inner join token
        on
            mention.sentence_key = token.sentence_key
            and token.token_index = mention.token_index_first + 1
            and token.token_norm in ('.', ')', '、')
    where mention.token_index_first <= 2 and mention.unit_class is null

    union

    -- "by 2020: (1) 30 bridges, (2) 45 wells"
    select
        mention.mention_key,
        'is_list_mark' as trait
    from mention
    inner join token as opening_bracket
        on
            mention.sentence_key = opening_bracket.sentence_key
            and mention.token_index_first - 1 = opening_bracket.token_index
            and opening_bracket.token_norm = '('
    inner join token as closing_bracket
        on
            mention.sentence_key = closing_bracket.sentence_key
            and mention.token_index_last + 1 = closing_bracket.token_index
            and closing_bracket.token_norm = ')'
    where mention.unit_class is null and mention.number_value <= 20

    union all

    select distinct
        mention.mention_key,
        'after_preposition' as trait
    from mention
    inner join term_mention
        on
            mention.sentence_key = term_mention.sentence_key
            and term_mention.term_class = 'take_preposition'
            and term_mention.token_index_last = mention.bound_index_first - 1

    union all

    -- "91,000 workers, of whom 34,000 …": what a bare number leaves out.
    select
        mention_key,
        'elides_' || chain_unit_class as trait
    from sibling
    where link_type = 'ellipsis'

    union

    select
        mention_key,
        'elides_' || unit_class as trait
    from left_out_noun

    union all

    -- "the number of enterprises exceeds 100"
    select
        mention_key,
        'numbers_' || unit_class as trait
    from named_noun

    union all

    select
        mention.mention_key,
        'after_quote' as trait
    from mention
    inner join token
        on
            mention.sentence_key = token.sentence_key
            and token.token_index = mention.bound_index_first - 1
            and token.token_norm in ('"', '''')

    union all

    -- "one cow, two pigs" in quotation marks, too short for somebody's words: a saying or a
    -- name; so is what is written with a capital, "Project for 10,000 Villages".
    select
        mention.mention_key,
        'in_quotation' as trait
    from mention
    inner join quotation
        on
            mention.sentence_key = quotation.sentence_key
            and mention.token_index_first > quotation.token_index_first
            and mention.token_index_last < quotation.token_index_last
    inner join token as last_word
        on
            mention.sentence_key = last_word.sentence_key
            and mention.token_index_last = last_word.token_index
            and (
                quotation.token_index_last - quotation.token_index_first <= 12
                or {{ regexp_like('last_word.token_text', "'^[A-Z]'") }}
                or (
                    quotation.token_index_first = mention.token_index_first - 1
                    and {{ regexp_like('mention.numeral_text', "'^[A-Z]'") }}
                )
            )
    where
        mention.unit_class is null
        or mention.unit_class not in (
            'currency', 'year', 'date', 'ordinal', 'code', 'unit_percent', 'unit_training'
        )

    union all

    -- "one measure for one county", "10,000 enterprises' support for 10,000 villages": the same
    -- round number on both sides of "for" is a watchword.
    select distinct
        case when side.is_first then mention.mention_key else other.mention_key end as mention_key,
        'in_watchword' as trait
    from mention
    inner join mention as other
        on
            mention.sentence_key = other.sentence_key
            and mention.number_value = other.number_value
            and other.token_index_first
            between mention.token_index_last + 2 and mention.token_index_last + 6
    inner join token
        on
            mention.sentence_key = token.sentence_key
            and token.token_norm = 'for'
            and token.token_index between mention.token_index_first and other.token_index_first
    cross join (values (true), (false)) as side (is_first)
    where mention.number_value in (1, 10, 100, 1000, 10000)

    union all

    select
        mention.mention_key,
        'after_' || token.token_norm as trait
    from mention
    inner join token
        on
            mention.sentence_key = token.sentence_key
            and token.token_index = mention.bound_index_first - 1
            and token.token_norm in ('to', 'of', 'for')

    union all

    -- A number of trainings stands before it in the sentence.
    select distinct
        mention.mention_key,
        'with_sessions' as trait
    from mention
    inner join mention as sessions
        on
            mention.sentence_key = sessions.sentence_key
            and mention.token_index_first > sessions.token_index_first
            and sessions.unit_class = 'unit_training'

    union all

    select
        mention.mention_key,
        'after_training_sentence' as trait
    from mention
    inner join previous_sentence on mention.sentence_key = previous_sentence.sentence_key
    inner join training_sentence
        on previous_sentence.previous_sentence_key = training_sentence.sentence_key

    union all

    -- "5 million yuan of loans to 300 households": who the money before it in the clause goes to.
    select distinct
        mention.mention_key,
        'is_recipient' as trait
    from mention
    inner join token
        on
            mention.sentence_key = token.sentence_key
            and mention.bound_index_first - 1 = token.token_index
            and token.token_norm in ('to', 'for', 'among')
    inner join mention as amount
        on
            mention.sentence_key = amount.sentence_key
            and amount.unit_class = 'currency'
            and mention.token_index_first > amount.token_index_last
    inner join token_position as money_end
        on
            amount.sentence_key = money_end.sentence_key
            and amount.token_index_last = money_end.token_index
    inner join token_position as people_start
        on
            mention.sentence_key = people_start.sentence_key
            and mention.bound_index_first - 1 = people_start.token_index
            and money_end.clause_count = people_start.clause_count
    where mention.unit_class in ('unit_person', 'unit_person_time', 'unit_household')

    union all

    -- The sentence before speaks of loans, insurance or securities.
    select distinct
        mention.mention_key,
        'after_' || term_mention.term_class || '_sentence' as trait
    from mention
    inner join previous_sentence on mention.sentence_key = previous_sentence.sentence_key
    inner join term_mention
        on
            previous_sentence.previous_sentence_key = term_mention.sentence_key
            and term_mention.term_class in ('money_loan', 'insurance_topic', 'money_bond')

    union all

    -- Whose section or item it is.
    select
        mention.mention_key,
        'agency_' || passage_group.agency_group as trait
    from mention
    inner join passage_group
        on
            mention.document_key = passage_group.document_key
            and mention.section_key is not distinct from passage_group.section_key

    union all

    select
        mention.mention_key,
        'under_training_heading' as trait
    from mention
    inner join heading on mention.heading_key = heading.heading_key
    where {{ regexp_like('lower(heading.heading_text)', "'train'") }}

    union all

    select
        mention_key,
        trait
    from context_trait
)

select * from final
