-- A number without a period would drop its fact from every chart over years; one with two would
-- count it twice. Returns number mentions without exactly one period.
with number_mention as (
    select * from {{ ref('int_number__mention') }}
),

number_period as (
    select * from {{ ref('int_period__number_period') }}
)

select number_mention.mention_key
from number_mention
left join number_period on number_mention.mention_key = number_period.mention_key
group by number_mention.mention_key
having count(number_period.mention_key) <> 1
