-- Organisations of the seed and bodies of provinces, named in sentences and section titles: the
-- longest name at each place.
with run as (
    select * from {{ ref('int_agency__run') }}
),

token as (
    select * from {{ ref('int_agency__token') }}
),

alias_form as (
    select * from {{ ref('int_agency__alias_form') }}
),

sentence as (
    select
        sentence_key,
        sentence_text
    from {{ ref('int_text__sentence') }}
),

section as (
    select
        section_key,
        section_title
    from {{ ref('int_text__section') }}
),

province as (
    select
        province_code,
        province_name,
        province_full_name
    from {{ ref('place_province') }}
),

matched as (
    select
        run.text_key,
        run.position_first,
        run.position_last,
        alias_form.alias_name,
        alias_form.agency_key,
        alias_form.alias_type,
        alias_form.body_name,
        alias_form.agency_type,
        alias_form.comma_count,
        alias_form.name_text,
        first_token.token_index as token_index_first,
        last_token.last_token_index as token_index_last,
        first_token.token_start as mention_start,
        last_token.token_end as mention_end,
        substr(
            coalesce(sentence.sentence_text, section.section_title),
            first_token.token_start + 1,
            last_token.token_end - first_token.token_start
        ) as mentioned_as
    from run
    inner join alias_form on run.run = alias_form.match_text
    inner join token as first_token
        on
            run.text_key = first_token.text_key
            and run.position_first = first_token.compared_index
    inner join token as last_token
        on
            run.text_key = last_token.text_key
            and run.position_last = last_token.compared_index
    left join sentence on run.text_key = sentence.sentence_key
    left join section on run.text_key = section.section_key
),

-- Abbreviations match letter by letter, and no name runs over a comma that it does not have.
valid as (
    select * from matched
    where
        length(mentioned_as) - length(replace(mentioned_as, ',', '')) <= comma_count
        and (
            agency_key is null
            or {{ agency_match_text('mentioned_as') }} in (name_text, concat(name_text, 's'))
        )
        and (
            alias_type <> 'abbreviation'
            or {{ regexp_replace_all('mentioned_as', "'''s?$'", "''") }} = alias_name
        )
),

reach as (
    select
        *,
        max(position_last) over (
            partition by text_key order by position_first asc, position_last desc
            rows between unbounded preceding and 1 preceding
        ) as reached_position
    from valid
),

kept as (
    select * from reach
    where reached_position is null or position_first > reached_position
),

named_province as (
    select
        kept.text_key,
        kept.position_first,
        min(token.province_code) as province_code
    from kept
    inner join token
        on
            kept.text_key = token.text_key
            and token.compared_index between kept.position_first and kept.position_last
    where kept.agency_key is null
    group by kept.text_key, kept.position_first
),

final as (
    select
        kept.text_key,
        cast(kept.token_index_first as integer) as token_index_first,
        cast(kept.token_index_last as integer) as token_index_last,
        cast(kept.mention_start as integer) as mention_start,
        cast(kept.mention_end as integer) as mention_end,
        coalesce(
            kept.agency_key,
            {{ row_key([
                "'local'", 'named_province.province_code', 'kept.body_name'
            ]) }}
        ) as agency_key,
        kept.mentioned_as,
        kept.alias_type as resolution,
        replace(replace(
            kept.body_name, '<region>', province.province_full_name
        ), '<province>', province.province_name) as local_name,
        kept.agency_type as local_type,
        named_province.province_code
    from kept
    left join named_province
        on
            kept.text_key = named_province.text_key
            and kept.position_first = named_province.position_first
    left join province on named_province.province_code = province.province_code
)

select * from final
