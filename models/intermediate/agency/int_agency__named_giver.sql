-- Whatever a sentence names that could give money: known organisations, unlisted ones, groups
-- ("central enterprises"), provinces, and local bodies and pronouns, which stand in the way of the
-- others.
with agency_mention as (
    select * from {{ ref('int_agency__mention') }}
),

unlisted_name as (
    select * from {{ ref('int_agency__unlisted_name') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

sentence as (
    select
        sentence_key,
        sentence_text
    from {{ ref('int_text__sentence') }}
),

group_name as (
    select * from {{ ref('agency_group_name') }}
),

local_body as (
    select * from {{ ref('int_agency__local_body') }}
),

-- An unlisted name may hold a known one: "Yunnan Branch of the Agricultural Bank of China".
unlisted_giver as (
    select
        unlisted_name.sentence_key,
        unlisted_name.token_index_first,
        unlisted_name.token_index_last,
        unlisted_name.mentioned_as,
        max(agency_mention.agency_key) as agency_key
    from unlisted_name
    left join agency_mention
        on
            unlisted_name.sentence_key = agency_mention.sentence_key
            and agency_mention.resolution <> 'place'
            and unlisted_name.token_index_first <= agency_mention.token_index_first
            and unlisted_name.token_index_last >= agency_mention.token_index_last
    group by
        unlisted_name.sentence_key, unlisted_name.token_index_first,
        unlisted_name.token_index_last, unlisted_name.mentioned_as
),

group_giver as (
    select
        token.sentence_key,
        token.token_index as token_index_first,
        {{ form_index_last('group_name.group_name') }} as token_index_last,
        cast(null as string) as agency_key,
        substr(
            sentence.sentence_text,
            token.token_start + 1,
            last_token.token_end - token.token_start
        ) as mentioned_as
    from token
    inner join group_name
        on {{ form_stands_at('group_name.group_name') }}
    inner join sentence on token.sentence_key = sentence.sentence_key
    inner join token as last_token
        on
            token.sentence_key = last_token.sentence_key
            and {{ form_index_last('group_name.group_name') }} = last_token.token_index
),

giver as (
    select
        sentence_key,
        token_index_first,
        token_index_last,
        mentioned_as,
        agency_key,
        'known' as giver_kind
    from agency_mention
    where resolution <> 'place'

    union all

    -- A province gives where it is not the first word of a longer name.
    select
        agency_mention.sentence_key,
        agency_mention.token_index_first,
        agency_mention.token_index_last,
        agency_mention.mentioned_as,
        agency_mention.agency_key,
        'place' as giver_kind
    from agency_mention
    left join token
        on
            agency_mention.sentence_key = token.sentence_key
            and agency_mention.token_index_last + 1 = token.token_index
    where
        agency_mention.resolution = 'place'
        and not coalesce({{ regexp_like('token.token_text', "'^[A-Z-]'") }}, false)

    union all

    select
        sentence_key,
        token_index_first,
        token_index_last,
        mentioned_as,
        agency_key,
        'unlisted' as giver_kind
    from unlisted_giver

    union all

    select
        sentence_key,
        token_index_first,
        token_index_last,
        mentioned_as,
        agency_key,
        'group' as giver_kind
    from group_giver

    union all

    select
        local_body.sentence_key,
        local_body.token_index_first,
        local_body.token_index_last,
        first_token.token_text as mentioned_as,
        cast(null as string) as agency_key,
        'body' as giver_kind
    from local_body
    inner join token as first_token
        on
            local_body.sentence_key = first_token.sentence_key
            and local_body.token_index_first = first_token.token_index

    union all

    select
        sentence_key,
        token_index as token_index_first,
        token_index as token_index_last,
        token_text as mentioned_as,
        cast(null as string) as agency_key,
        'pronoun' as giver_kind
    from token
    where token_norm in ('we', 'they', 'he', 'she')
),

-- Who is named in the title of a document does not give here.
quotation as (
    select * from {{ ref('int_text__quotation') }}
),

-- The longest name at each place; of equals the known one.
reach as (
    select
        giver.*,
        max(giver.token_index_last) over (
            partition by giver.sentence_key
            order by
                giver.token_index_first asc, giver.token_index_last desc,
                case giver.giver_kind
                    when 'known' then 1 when 'group' then 2 when 'place' then 3 else 4
                end
            rows between unbounded preceding and 1 preceding
        ) as reached_index
    from giver
    left join quotation
        on
            giver.sentence_key = quotation.sentence_key
            and giver.token_index_first
            between quotation.token_index_first and quotation.token_index_last
    where quotation.sentence_key is null
),

final as (
    select
        {{ row_key(['sentence_key', 'token_index_first']) }} as giver_key,
        sentence_key,
        cast(token_index_first as integer) as token_index_first,
        cast(token_index_last as integer) as token_index_last,
        {{ regexp_replace_all('mentioned_as', "'[''’]s?$'", "''") }} as giver_name,
        {{ regexp_like('mentioned_as', "'[''’]s?$'") }} as is_possessive,
        agency_key,
        giver_kind
    from reach
    where reached_index is null or token_index_first > reached_index
)

select * from final
