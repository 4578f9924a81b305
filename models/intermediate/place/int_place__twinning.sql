-- One row per agency's section and county that it is to support.
with twinning_evidence as (
    select * from {{ ref('int_place__twinning_evidence') }}
),

mention as (
    select * from {{ ref('int_place__mention_resolved') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

-- Each sign counts once or twice however often it recurs.
sign_weight as (
    select
        passage_key,
        county_key,
        sign,
        least(sum(weight), max(weight) * 2) as weight
    from twinning_evidence
    group by passage_key, county_key, sign
),

own_weight as (
    select
        passage_key,
        county_key,
        sum(weight) as weight
    from sign_weight
    group by passage_key, county_key
),

-- Named in one list with a county that is supported.
listed_with as (
    select distinct
        mention.passage_key,
        mention.county_key
    from mention
    inner join mention as neighbour
        on
            mention.sentence_key = neighbour.sentence_key
            and mention.chain_number = neighbour.chain_number
            and mention.county_key != neighbour.county_key
    inner join own_weight
        on
            neighbour.passage_key = own_weight.passage_key
            and neighbour.county_key = own_weight.county_key
    where own_weight.weight >= 3.5
),

completed as (
    select * from sign_weight
    union all
    select
        passage_key,
        county_key,
        'listed with' as sign,
        1 as weight
    from listed_with
),

weighed as (
    select
        passage_key,
        county_key,
        sum(weight) as weight,
        bool_or(sign in ('assigned', 'twinned')) as is_assigned,
        bool_or(sign in ('fixed point', 'under a heading')) as is_fixed_point,
        bool_or(sign = 'counterpart') as is_counterpart
    from completed
    group by passage_key, county_key
),

-- Where it is said best.
statement as (
    select
        twinning_evidence.passage_key,
        twinning_evidence.county_key,
        twinning_evidence.name_key,
        twinning_evidence.sentence_key,
        mention.province_code,
        mention.mentioned_as
    from twinning_evidence
    inner join mention on twinning_evidence.name_key = mention.name_key
    qualify
        row_number() over (
            partition by twinning_evidence.passage_key, twinning_evidence.county_key
            order by
                twinning_evidence.weight desc,
                mention.sentence_index asc,
                mention.token_index_first asc
        ) = 1
),

-- Where a section says outright what the agency was assigned, a place that is only spoken of
-- there
-- must be spoken of often.
section_assignment as (
    select
        passage_key,
        bool_or(is_assigned) as has_assignment
    from weighed
    group by passage_key
),

since as (
    select
        token.sentence_key,
        min(cast(token.token_norm as integer)) as since_year
    from token
    inner join token as word_since
        on
            token.sentence_key = word_since.sentence_key
            and word_since.token_norm = 'since'
            and token.token_index between word_since.token_index + 1 and word_since.token_index + 40
    where {{ regexp_like('token.token_norm', "'^(19[5-9]|20[0-4])[0-9]$'") }}
    group by token.sentence_key
),

final as (
    select
        weighed.passage_key,
        weighed.county_key,
        statement.province_code,
        statement.mentioned_as,
        case
            when weighed.is_counterpart and not weighed.is_fixed_point then 'counterpart support'
            else 'fixed-point poverty alleviation'
        end as relation,
        since.since_year,
        weighed.weight,
        statement.name_key,
        statement.sentence_key
    from weighed
    inner join statement
        on
            weighed.passage_key = statement.passage_key
            and weighed.county_key = statement.county_key
    inner join section_assignment on weighed.passage_key = section_assignment.passage_key
    left join since on statement.sentence_key = since.sentence_key
    where
        weighed.weight
        >= case
            when
                section_assignment.has_assignment and not weighed.is_assigned
                and not weighed.is_counterpart
                then 13
            else 3.5
        end
)

select * from final
