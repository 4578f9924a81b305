-- Every number of every sentence, once, with its value, its unit, its bound and its place in the
-- file.
with series as (
    select * from {{ ref('int_number__series') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

paragraph_line as (
    select * from {{ ref('int_text__paragraph_line') }}
),

bound as (
    select * from {{ ref('int_number__bound') }}
),

term_mention as (
    select * from {{ ref('int_lexicon__term_mention') }}
),

currency as (
    select * from {{ ref('int_number__currency') }}
),

-- Sentences about people: a bare number in them counts people.
people_sentence as (
    select distinct sentence_key from term_mention
    where
        term_class in (
            'unit_person', 'unit_person_time', 'unit_household', 'unit_village', 'lift',
            'lift_exit', 'lift_word', 'lift_state', 'poor_population', 'population_noun',
            'participant_noun', 'trainee_noun', 'unit_training', 'unit_session'
        )
),

money_sentence as (
    select
        series.sentence_key,
        sentence.paragraph_key,
        sentence.sentence_index,
        max_by(series.unit_term, series.token_index_first) as currency_code
    from series
    inner join sentence on series.sentence_key = sentence.sentence_key
    where series.unit_class = 'currency'
    group by series.sentence_key, sentence.paragraph_key, sentence.sentence_index
),

-- Millions of nothing else.
bare_scale as (
    select
        series.sentence_key,
        series.group_index,
        series.token_index_first,
        series.scale,
        sentence.document_key,
        sentence.paragraph_key,
        sentence.sentence_index,
        people_sentence.sentence_key is not null as is_about_people
    from series
    inner join sentence on series.sentence_key = sentence.sentence_key
    left join people_sentence on series.sentence_key = people_sentence.sentence_key
    where
        series.unit_class is null
        and not series.has_noun
        and series.scale >= 1000000
),

-- "RMB unless otherwise stated": what a document says of its amounts, if it says one thing only.
stated_currency as (
    select
        sentence.document_key,
        min(currency.currency_code) as currency_code
    from term_mention
    inner join currency
        on
            term_mention.sentence_key = currency.sentence_key
            and currency.token_index_first
            between term_mention.token_index_first - 3 and term_mention.token_index_last + 3
    inner join sentence on term_mention.sentence_key = sentence.sentence_key
    where term_mention.term_class = 'currency_note'
    group by sentence.document_key
    having count(distinct currency.currency_code) = 1
),

-- People who are told of without a number: "people served: 7.6 million".
uncounted_people as (
    select
        term_mention.sentence_key,
        min(term_mention.token_index_first) as token_index_first
    from term_mention
    left join series
        on
            term_mention.sentence_key = series.sentence_key
            and term_mention.token_index_first
            between series.token_index_first and series.unit_index_last
    where
        term_mention.term_class in (
            'unit_person', 'unit_person_time', 'unit_household', 'lift', 'lift_word',
            'poor_population', 'participant_noun', 'trainee_noun'
        )
        and series.sentence_key is null
    group by term_mention.sentence_key
),

bare_currency as (
    -- "6 million more followed", behind a sum of money.
    select
        bare_scale.sentence_key,
        bare_scale.group_index,
        money_sentence.currency_code,
        money_sentence.sentence_index
    from bare_scale
    inner join money_sentence
        on
            bare_scale.paragraph_key = money_sentence.paragraph_key
            and bare_scale.sentence_index between money_sentence.sentence_index
            and money_sentence.sentence_index + 3
    where not bare_scale.is_about_people

    union all

    select
        bare_scale.sentence_key,
        bare_scale.group_index,
        stated_currency.currency_code,
        -1 as sentence_index
    from bare_scale
    inner join stated_currency on bare_scale.document_key = stated_currency.document_key
    left join uncounted_people
        on
            bare_scale.sentence_key = uncounted_people.sentence_key
            and bare_scale.token_index_first > uncounted_people.token_index_first
    -- No people are counted by the billion.
    where bare_scale.scale >= 1000000000 or uncounted_people.sentence_key is null
),

bare_million as (
    select * from bare_currency
    qualify row_number() over (
        partition by sentence_key, group_index order by sentence_index desc
    ) = 1
),

spanned as (
    select
        series.*,
        bare_million.currency_code,
        sentence.document_key,
        sentence.section_key,
        sentence.heading_key,
        sentence.paragraph_key,
        sentence.paragraph_type,
        sentence.sentence_text,
        first_token.token_start as mention_start,
        last_token.token_end as mention_end,
        sentence.sentence_start + first_token.token_start as paragraph_offset_start,
        sentence.sentence_start + last_token.token_end as paragraph_offset_end
    from series
    inner join sentence on series.sentence_key = sentence.sentence_key
    left join bare_million
        on
            series.sentence_key = bare_million.sentence_key
            and series.group_index = bare_million.group_index
    inner join token as first_token
        on
            series.sentence_key = first_token.sentence_key
            and series.token_index_first = first_token.token_index
    inner join token as last_token
        on
            series.sentence_key = last_token.sentence_key
            and series.unit_index_last = last_token.token_index
),

located as (
    -- A mention torn over two lines ends with the line on which it begins.
    select
        spanned.*,
        paragraph_line.line_number as source_line,
        paragraph_line.line_start
        + spanned.paragraph_offset_start - paragraph_line.paragraph_start as source_start,
        least(
            paragraph_line.line_start
            + spanned.paragraph_offset_end - paragraph_line.paragraph_start,
            paragraph_line.line_end
        ) as source_end
    from spanned
    inner join paragraph_line
        on
            spanned.paragraph_key = paragraph_line.paragraph_key
            and spanned.paragraph_offset_start >= paragraph_line.paragraph_start
            and spanned.paragraph_offset_start
            < paragraph_line.paragraph_start + paragraph_line.line_end - paragraph_line.line_start
),

final as (
    select
        {{ row_key(['located.document_key', 'located.source_line', 'located.source_start']) }}
            as mention_key,
        located.document_key,
        located.section_key,
        located.heading_key,
        located.paragraph_key,
        located.paragraph_type,
        located.sentence_key,
        cast(located.token_index_first as integer) as token_index_first,
        cast(located.unit_index_last as integer) as token_index_last,
        cast(located.phrase_index_first as integer) as phrase_index_first,
        cast(
            greatest(coalesce(bound.token_index_last, 0), located.unit_index_last) as integer
        ) as phrase_index_last,
        coalesce(bound.bound_index_first, located.phrase_index_first) as bound_index_first,
        cast(located.mention_start as integer) as mention_start,
        cast(located.mention_end as integer) as mention_end,
        substr(
            located.sentence_text,
            cast(located.mention_start as integer) + 1,
            cast(located.source_end - located.source_start as integer)
        ) as mention_text,
        cast(located.source_line as integer) as source_line,
        cast(located.source_start as integer) as source_start,
        cast(located.source_end as integer) as source_end,
        cast(located.number_value as decimal(28, 4)) as number_value,
        cast(located.number_low as decimal(28, 4)) as number_low,
        located.numeral_text,
        located.has_noun,
        case
            when located.currency_code is not null then 'currency' else located.unit_class
        end as unit_class,
        coalesce(located.unit_term, located.currency_code) as unit_term,
        located.is_unit_shared or located.currency_code is not null as is_unit_shared,
        located.scale,
        cast(located.chain_index as integer) as chain_index,
        coalesce(bound.value_bound, 'exact') as value_bound
    from located
    left join bound
        on
            located.sentence_key = bound.sentence_key
            and located.group_index = bound.group_index
)

select * from final
