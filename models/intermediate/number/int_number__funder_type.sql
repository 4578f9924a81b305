-- What kind of organisation gives each amount of money: the nearest possible giver named before it,
-- else the organisation whose section or report it is.
with mention as (
    select * from {{ ref('int_number__mention') }}
    where unit_class = 'currency'
),

named_giver as (
    select * from {{ ref('int_agency__named_giver') }}
),

agency_type as (
    select * from {{ ref('int_agency__type') }}
),

agency_group as (
    select * from {{ ref('agency_group') }}
),

issuer_word as (
    select * from {{ ref('issuer_word') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

trait as (
    select * from {{ ref('int_number__trait') }}
),

cue as (
    select * from {{ ref('int_number__cue') }}
),

-- An organisation that no list holds is told by the words of its name.
named_word as (
    select
        named_giver.giver_key,
        issuer_word.agency_group
    from named_giver
    inner join token
        on
            named_giver.sentence_key = token.sentence_key
            and token.token_index
            between named_giver.token_index_first and named_giver.token_index_last
    inner join issuer_word on token.token_norm = issuer_word.word
    where named_giver.agency_key is null
    qualify row_number() over (
        partition by named_giver.giver_key
        order by issuer_word.precedence asc, token.token_index desc
    ) = 1
),

giver as (
    select
        named_giver.sentence_key,
        named_giver.token_index_last,
        coalesce(
            agency_group.agency_group,
            named_word.agency_group,
            case when named_giver.giver_kind in ('place', 'body') then 'government' end
        ) as funder_type
    from named_giver
    left join agency_type on named_giver.agency_key = agency_type.agency_key
    left join agency_group on agency_type.agency_type = agency_group.agency_type
    left join named_word on named_giver.giver_key = named_word.giver_key
    left join token as word_before
        on
            named_giver.sentence_key = word_before.sentence_key
            and named_giver.token_index_first - 1 = word_before.token_index
    -- "In Hubei, 3 million yuan was spent": where it happened, not who gave it.
    where
        named_giver.giver_kind != 'place'
        or coalesce(word_before.token_norm, '') not in (
            'in', 'of', 'to', 'for', 'at', 'into', 'from', 'on'
        )
),

candidate as (
    select
        mention.mention_key,
        giver.funder_type,
        mention.token_index_first - giver.token_index_last as distance
    from mention
    inner join giver on mention.sentence_key = giver.sentence_key
    where
        giver.funder_type is not null
        and mention.token_index_first - giver.token_index_last between 1 and 25

    union all

    select
        mention.mention_key,
        case cue.cue_class
            when 'provider_bank' then 'bank'
            when 'provider_insurer' then 'insurer'
            when 'provider_enterprise' then 'enterprise'
            when 'provider_donor' then 'donor'
            when 'provider_giver' then 'donor'
            else 'government'
        end as funder_type,
        mention.token_index_first - cue.cue_index_last as distance
    from mention
    inner join cue on mention.mention_key = cue.mention_key
    where
        {{ text_starts_with('cue.cue_class', "'provider_'") }}
        and cue.side = 'before'
        -- Persons give in their own clause only: "cadres came, and 3 million yuan was put in".
        and cue.clauses_between <= case cue.cue_class when 'provider_donor' then 0 else 1 end
        and cue.gap <= 25
),

nearest as (
    select
        mention_key,
        funder_type
    from candidate
    qualify row_number() over (
        partition by mention_key order by distance asc, funder_type asc
    ) = 1
),

reporter as (
    select
        mention_key,
        min(split_part(trait, '_', 2)) as funder_type
    from trait
    where {{ text_starts_with('trait', "'agency_'") }}
    group by mention_key
),

final as (
    select
        mention.mention_key,
        coalesce(nearest.funder_type, reporter.funder_type, 'unknown') as funder_type,
        case
            when nearest.mention_key is not null then 'sentence'
            when reporter.mention_key is not null then 'reporter'
            else 'none'
        end as funder_source
    from mention
    left join nearest on mention.mention_key = nearest.mention_key
    left join reporter on mention.mention_key = reporter.mention_key
)

select * from final
