-- What kind of money an amount is. A part is money of its total's kind unless its own words say
-- otherwise.
with fact as (
    select * from {{ ref('int_fact__mention') }}
    where measure = 'funds'
),

part as (
    select * from {{ ref('int_fact__part') }}
),

final as (
    select
        fact.mention_key,
        case
            when not fact.is_instrument_named and total.mention_key is not null
                then total.instrument
            else fact.instrument
        end as instrument
    from fact
    left join part on fact.mention_key = part.mention_key
    left join fact as total on part.parent_mention_key = total.mention_key
)

select * from final
