-- One row per passage whose reporter's kind is known: of the agency that its section is of, else
-- as its title or the first lines of its document name the organisation ("… Bank Co., Ltd.").
with passage as (
    select * from {{ ref('int_text__passage') }}
),

section_agency as (
    select * from {{ ref('int_agency__section_agency') }}
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

paragraph as (
    select * from {{ ref('int_text__paragraph') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

known_reporter as (
    select
        section_agency.section_key,
        min(agency_group.agency_group) as agency_group
    from section_agency
    inner join agency_type on section_agency.agency_key = agency_type.agency_key
    inner join agency_group on agency_type.agency_type = agency_group.agency_type
    group by section_agency.section_key
),

-- Lines at the head of a document that are no prose: short, and without a full stop.
opening_line as (
    select
        paragraph_key,
        document_key
    from paragraph
    where
        first_line_number <= 3
        and length(paragraph_text) <= 100
        and (
            not {{ regexp_like('paragraph_text', "'[.。] *$'") }}
            or {{ regexp_like('lower(paragraph_text)', "'(ltd|inc|co|corp)[.] *$'") }}
        )
),

title_sentence as (
    select
        passage.document_key,
        passage.section_key,
        sentence.sentence_key
    from passage
    inner join sentence
        on
            passage.section_key = sentence.section_key
            and sentence.paragraph_type = 'title'
    where passage.passage_type = 'agency_section'

    union all

    select
        passage.document_key,
        passage.section_key,
        sentence.sentence_key
    from passage
    inner join opening_line on passage.document_key = opening_line.document_key
    inner join sentence on opening_line.paragraph_key = sentence.paragraph_key
    where passage.passage_type = 'document'
),

title_word as (
    select
        title_sentence.document_key,
        title_sentence.section_key,
        issuer_word.agency_group,
        issuer_word.precedence
    from title_sentence
    inner join token on title_sentence.sentence_key = token.sentence_key
    inner join issuer_word on token.token_norm = issuer_word.word
),

titled_reporter as (
    select
        document_key,
        section_key,
        agency_group
    from title_word
    qualify row_number() over (
        partition by document_key, section_key order by precedence, agency_group
    ) = 1
),

final as (
    select
        passage.document_key,
        passage.section_key,
        coalesce(known_reporter.agency_group, titled_reporter.agency_group) as agency_group
    from passage
    left join known_reporter on passage.section_key = known_reporter.section_key
    left join titled_reporter
        on
            passage.document_key = titled_reporter.document_key
            and passage.section_key is not distinct from titled_reporter.section_key
    where coalesce(known_reporter.agency_group, titled_reporter.agency_group) is not null
)

select * from final
