-- What organisations are called, reduced to what is compared: lower case, no link words, no
-- blanks or signs. Bodies of provinces are forms with the symbol <province>.
with agency_alias as (
    select * from {{ ref('agency_alias') }}
),

local_body as (
    select
        *,
        replace(body_form, '<region>', '<area>') as written_form
    from {{ ref('agency_local_body') }}
),

local_subject as (
    select * from {{ ref('agency_local_subject') }}
),

region_form as (
    select * from {{ ref('agency_region_form') }}
),

body_form as (
    {{ spell_out_forms(
        'local_body', ['body_code', 'body_name', 'agency_type'], 'written_form', depth=4
    ) }}
),

body_with_subject as (
    select
        body_form.body_code as form_code,
        replace(body_form.body_name, '<subject>', local_subject.subject) as body_name,
        body_form.agency_type,
        replace(body_form.written_form, '<subject>', local_subject.subject) as written_form
    from body_form
    inner join local_subject on body_form.written_form like '%<subject>%'

    union all

    select
        body_code as form_code,
        body_name,
        agency_type,
        written_form
    from body_form
    where written_form not like '%<subject>%'
),

local_alias as (
    select
        body_with_subject.form_code,
        body_with_subject.body_name,
        body_with_subject.agency_type,
        replace(body_with_subject.written_form, '<area>', region_form.region_form) as alias_name
    from body_with_subject
    inner join region_form on body_with_subject.written_form like '%<area>%'

    union all

    select
        form_code,
        body_name,
        agency_type,
        written_form as alias_name
    from body_with_subject
    where written_form not like '%<area>%'
),

named as (
    select
        alias_name,
        {{ row_key(["'agency'", 'agency_code']) }} as agency_key,
        alias_type,
        cast(null as string) as body_name,
        cast(null as string) as agency_type
    from agency_alias

    union all

    select
        alias_name,
        cast(null as string) as agency_key,
        case when form_code = 'place' then 'place' else 'local' end as alias_type,
        body_name,
        agency_type
    from local_alias
),

province as (
    select province_name from {{ ref('place_province') }}
),

-- Texts are compared with their provinces as symbols: so are names that hold one
-- ("Shanghai Stock Exchange"); the name itself is compared afterwards.
keyed as (
    select
        named.*,
        {{ agency_match_text(
            "coalesce(replace(named.alias_name, province.province_name, '<province>'), "
            ~ "named.alias_name)"
        ) }} as match_text,
        {{ agency_match_text('named.alias_name') }} as name_text,
        length(named.alias_name) - length(replace(named.alias_name, ',', '')) as comma_count
    from named
    left join province
        on
            named.agency_key is not null
            and concat(' ', named.alias_name, ' ') like concat('% ', province.province_name, ' %')
),

final as (
    select
        match_text,
        name_text,
        max(alias_name) as alias_name,
        max(agency_key) as agency_key,
        min(alias_type) as alias_type,
        min(body_name) as body_name,
        min(agency_type) as agency_type,
        max(comma_count) as comma_count
    from keyed
    group by match_text, name_text
)

select * from final
