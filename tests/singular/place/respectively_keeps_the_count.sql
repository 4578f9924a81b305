-- Numbers that "respectively" deals out to places: two or more of a list, each to a place of its
-- own. Without it one of two counties could be given both amounts, or one amount and the other
-- none. Returns the numbers of such lists; look at int_place__number_dealt_place.
with dealt as (
    select * from {{ ref('int_place__number_dealt_place') }}
),

sibling as (
    select * from {{ ref('int_number__sibling') }}
),

ledger as (
    select * from {{ ref('number_ledger') }}
),

list as (
    select
        sibling.chain_key,
        count(dealt.mention_key) as dealt_count,
        count(distinct concat_ws(
            '|', coalesce(dealt.county_key, ''), dealt.province_code, dealt.mentioned_as
        )) as place_count
    from sibling
    left join dealt on sibling.mention_key = dealt.mention_key
    group by sibling.chain_key
    having count(dealt.mention_key) > 0
),

final as (
    select
        sibling.mention_key,
        ledger.source_file,
        ledger.source_line,
        ledger.mention_text,
        dealt.mentioned_as,
        list.dealt_count,
        list.place_count
    from list
    inner join sibling on list.chain_key = sibling.chain_key
    left join dealt on sibling.mention_key = dealt.mention_key
    left join ledger on sibling.mention_key = ledger.mention_key
    where
        list.dealt_count != list.place_count
        or list.dealt_count < 2
)

select * from final
