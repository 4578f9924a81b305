-- "the “Outline (2011-2020)”" names a document: its years must not become the period of a fact.
-- Returns chosen period expressions that begin inside quotation marks.
with period_mention as (
    select * from {{ ref('int_period__mention') }}
),

number_period as (
    select * from {{ ref('int_period__number_period') }}
)

select
    number_period.mention_key,
    period_mention.mention_text
from number_period
inner join period_mention
    on number_period.period_mention_key = period_mention.period_mention_key
where period_mention.is_quoted and number_period.candidate_rank > 0
