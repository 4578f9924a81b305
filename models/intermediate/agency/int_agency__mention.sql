-- Organisations named in sentences, by a name of the seed, a pattern of provincial bodies or a
-- short name that the text defines.
with known_mention as (
    select * from {{ ref('int_agency__known_mention') }}
),

defined_alias as (
    select * from {{ ref('int_agency__defined_alias') }}
),

run as (
    select * from {{ ref('int_agency__run') }}
),

token as (
    select * from {{ ref('int_agency__token') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

defined_mention as (
    select
        sentence.sentence_key,
        first_token.token_index as token_index_first,
        last_token.last_token_index as token_index_last,
        first_token.token_start as mention_start,
        last_token.token_end as mention_end,
        min(defined_alias.agency_key) as agency_key,
        min(defined_alias.alias_name) as alias_name,
        max(sentence.sentence_text) as sentence_text
    from run
    inner join defined_alias on run.run = defined_alias.match_text
    inner join sentence
        on
            run.text_key = sentence.sentence_key
            and defined_alias.document_key = sentence.document_key
            and (
                defined_alias.section_key = sentence.section_key
                or defined_alias.section_key is null
            )
    inner join token as first_token
        on
            run.text_key = first_token.text_key
            and run.position_first = first_token.compared_index
    inner join token as last_token
        on
            run.text_key = last_token.text_key
            and run.position_last = last_token.compared_index
    group by
        sentence.sentence_key, first_token.token_index, last_token.last_token_index,
        first_token.token_start, last_token.token_end
    -- One short name for two organisations in one section names neither.
    having count(distinct defined_alias.agency_key) = 1
),

named as (
    select
        known_mention.text_key as sentence_key,
        known_mention.token_index_first,
        known_mention.token_index_last,
        known_mention.mention_start,
        known_mention.mention_end,
        known_mention.agency_key,
        known_mention.mentioned_as,
        known_mention.resolution,
        2 as priority
    from known_mention
    inner join sentence on known_mention.text_key = sentence.sentence_key

    union all

    select
        sentence_key,
        token_index_first,
        token_index_last,
        mention_start,
        mention_end,
        agency_key,
        substr(sentence_text, mention_start + 1, mention_end - mention_start) as mentioned_as,
        'defined in the text' as resolution,
        1 as priority
    from defined_mention
    where
        left(substr(sentence_text, mention_start + 1, mention_end - mention_start), 3)
        = left(alias_name, 3)
),

-- What the text defines wins over the seed, a longer name over a shorter one.
reach as (
    select
        *,
        max(token_index_last) over (
            partition by sentence_key
            order by token_index_first asc, token_index_last desc, priority asc
            rows between unbounded preceding and 1 preceding
        ) as reached_index
    from named
),

final as (
    select
        {{ row_key(['sentence_key', 'mention_start', 'mention_end']) }} as agency_mention_key,
        sentence_key,
        cast(token_index_first as integer) as token_index_first,
        cast(token_index_last as integer) as token_index_last,
        cast(mention_start as integer) as mention_start,
        cast(mention_end as integer) as mention_end,
        agency_key,
        mentioned_as,
        resolution
    from reach
    where reached_index is null or token_index_first > reached_index
)

select * from final
