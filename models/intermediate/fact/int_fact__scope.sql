-- What a fact covers, as far as it says which other fact may contain it: how much of what, by whom,
-- through whose hands, where, when, and where in the text it stands.
with fact as (
    select * from {{ ref('int_fact__mention') }}
),

context as (
    select * from {{ ref('int_fact__context') }}
),

document as (
    select * from {{ ref('int_text__document') }}
),


instrument as (
    select * from {{ ref('int_fact__instrument') }}
),

recipient as (
    select * from {{ ref('int_fact__recipient_count') }}
),

funder as (
    select * from {{ ref('int_fact__number_funder') }}
),

section_agency as (
    select * from {{ ref('int_agency__section_agency') }}
),

choice as (
    select * from {{ ref('int_number__choice') }}
),

overview_heading as (
    select * from {{ ref('int_fact__overview_heading') }}
),

addition_term as (
    select
        sentence_key,
        min(token_index_first) as token_index
    from {{ ref('int_lexicon__term_mention') }}
    where term_class = 'addition'
    group by sentence_key
),

central_giver as (
    select term from {{ ref('lexicon_term') }}
    where term_class = 'central_purse'
),

chosen as (
    select
        mention_key,
        max(case when decision = 'stage' then reading end) as stage, -- noqa: RF04
        max(case when decision = 'financing' then reading end) as financing,
        max(case when decision = 'channel' then reading end) as channel,
        max(case when decision = 'purse' then reading end) as purse,
        max(case when decision = 'extent' then reading end) as extent
    from choice
    where decision in ('stage', 'financing', 'channel', 'purse', 'extent')
    group by mention_key
),

final as (
    select
        fact.mention_key,
        fact.document_key,
        coalesce(fact.section_key, fact.heading_key, fact.paragraph_key) as passage_key,
        fact.heading_key,
        fact.paragraph_key,
        fact.sentence_key,
        fact.sentence_index,
        fact.token_index_first,
        -- What can be compared: the same measure in the same unit.
        fact.measure || '/' || case
            when fact.measure = 'funds' then coalesce(fact.unit_term, 'CNY')
            when fact.measure = 'people_lifted' then coalesce(fact.unit_class, 'unit_person')
            when fact.unit_class = 'unit_person_time' then 'unit_person_time'
            else ''
        end as quantity,
        fact.number_value * coalesce(recipient.recipient_count, 1) as total_value,
        case
            when chosen.stage = 'commitment' then 'commitment'
            when fact.status = 'planned' then 'pledge'
            else 'disbursement'
        end as stage, -- noqa: RF04
        coalesce(chosen.financing = 'raised', false) as is_financing,
        fact.is_stock,
        -- Open at its start, or begun before the year that the document is about.
        coalesce(
            fact.status = 'actual'
            and not fact.is_stock
            and context.period_end_year is not null
            and (
                context.period_start_year is null
                or (
                    context.period_start_year < context.period_end_year
                    and context.period_start_year
                    < coalesce(document.reference_year, context.period_end_year)
                )
            ),
            false
        ) as is_cumulative,
        coalesce(chosen.extent = 'whole', false) as is_whole,
        overview_heading.heading_key is not null as is_in_overview,
        coalesce(
            addition_term.token_index < fact.token_index_first, false
        ) as is_in_addition,
        case
            when chosen.channel = 'brought' or instrument.instrument = 'mobilized' then 'brought'
            when funder.funder_name is null then 'unnamed'
            when funder.funder_agency_key = section_agency.agency_key then 'reporter'
            else 'named'
        end as giver_role,
        coalesce(funder.funder_agency_key, lower(funder.funder_name)) as giver_name,
        coalesce(chosen.purse = 'central', false)
        or central_giver.term is not null as is_central,
        instrument.instrument,
        case
            when instrument.instrument in ('loan', 'bond', 'insurance') then instrument.instrument
            else 'given'
        end as instrument_family,
        context.period_end_year
    from fact
    inner join context on fact.mention_key = context.mention_key
    inner join document on fact.document_key = document.document_key
    left join chosen on fact.mention_key = chosen.mention_key
    left join instrument on fact.mention_key = instrument.mention_key
    left join recipient on fact.mention_key = recipient.mention_key
    left join funder on fact.mention_key = funder.mention_key
    left join central_giver on lower(funder.funder_name) = central_giver.term
    left join section_agency on fact.section_key = section_agency.section_key
    left join overview_heading on fact.heading_key = overview_heading.heading_key
    left join addition_term on fact.sentence_key = addition_term.sentence_key
)

select * from final
