-- A giver that the sentence does not name is an invention. Returns amounts whose giver is not in
-- the text of their sentence.
with number_funder as (
    select * from {{ ref('int_agency__number_funder') }}
),

number_mention as (
    select * from {{ ref('int_number__mention') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
)

select
    number_funder.mention_key,
    number_funder.funder_name
from number_funder
inner join number_mention on number_funder.mention_key = number_mention.mention_key
inner join sentence on number_mention.sentence_key = sentence.sentence_key
where position(number_funder.funder_name in sentence.sentence_text) = 0
