-- Numbers that "respectively" deals out to places: never a single one in its sentence, and of a
-- list no two of one kind to the same place, unless the sentence names it again. Without it one of
-- two counties could be given both amounts, or one amount and the other none. Returns the numbers;
-- look at int_place__number_dealt_place.
with dealt as (
    select * from {{ ref('int_place__number_dealt_place') }}
),

mention as (
    select * from {{ ref('int_number__mention') }}
),

sibling as (
    select * from {{ ref('int_number__sibling') }}
),

ledger as (
    select * from {{ ref('number_ledger') }}
),

-- How often a sentence names a place.
named as (
    select
        sentence_key,
        county_key,
        province_code,
        mentioned_as,
        count(*) as named_count
    from {{ ref('int_place__group') }}
    group by all
),

counted as (
    select
        dealt.mention_key,
        dealt.mentioned_as,
        count(*) over (partition by mention.sentence_key) as dealt_count,
        count(sibling.chain_key) over (
            partition by
                sibling.chain_key, mention.unit_class, dealt.county_key, dealt.province_code,
                dealt.mentioned_as
        ) as count_of_place,
        coalesce(named.named_count, 1) as named_count
    from dealt
    inner join mention on dealt.mention_key = mention.mention_key
    left join sibling on dealt.mention_key = sibling.mention_key
    left join named
        on
            mention.sentence_key = named.sentence_key
            and dealt.county_key is not distinct from named.county_key
            and dealt.province_code is not distinct from named.province_code
            and dealt.mentioned_as = named.mentioned_as
),

final as (
    select
        counted.mention_key,
        ledger.source_file,
        ledger.source_line,
        ledger.mention_text,
        counted.mentioned_as,
        counted.dealt_count,
        counted.count_of_place
    from counted
    left join ledger on counted.mention_key = ledger.mention_key
    where
        counted.dealt_count < 2
        or counted.count_of_place > counted.named_count
)

select * from final
