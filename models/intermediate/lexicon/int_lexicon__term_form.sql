-- Every surface form of every lexicon term, written as tokens are looked up: lower case, one blank
-- between tokens. Regular English inflection is generated, so that a new verb or noun needs one
-- seed row only.
with lexicon_term as (
    select * from {{ ref('lexicon_term') }}
),

spelling as (
    select
        term,
        term_class,
        part_of_speech,
        term as spelled_term
    from lexicon_term

    union

    -- British spelling of -ize verbs and their nouns.
    select
        term,
        term_class,
        part_of_speech,
        {{ regexp_replace_all('term', "'iz(e|ation)\\b'", "'is\\1'") }} as spelled_term
    from lexicon_term
),

inflecting_word as (
    -- A verb inflects its first word ("put into"), a noun its last ("training course").
    select
        *,
        case part_of_speech
            when 'verb' then {{ regexp_first('spelled_term', "'^[^ -]+'") }}
            when 'noun' then {{ regexp_first('spelled_term', "'[^ -]+$'") }}
        end as word
    from spelling
),

stem as (
    select
        *,
        case part_of_speech
            when 'noun' then substr(spelled_term, 1, length(spelled_term) - length(word))
            else ''
        end as before_word,
        case part_of_speech
            when 'verb' then substr(spelled_term, length(word) + 1)
            else ''
        end as after_word,
        {{ regexp_like('word', "'(s|x|z|ch|sh)$'") }} as is_sibilant,
        {{ regexp_like('word', "'[^aeiou]y$'") }} as is_consonant_y,
        {{ regexp_like('word', "'e$'") }} as is_silent_e,
        {{ regexp_like('word', "'[^aeiou][aeiou][bdglmnprt]$'") }} as is_doubling
    from inflecting_word
    where word is not null
),

inflection as (
    select
        *,
        case
            when is_consonant_y then regexp_replace(word, 'y$', 'ies')
            when is_sibilant then word || 'es'
            else word || 's'
        end as form
    from stem

    union all

    select
        *,
        case
            when is_consonant_y then regexp_replace(word, 'y$', 'ied')
            when is_silent_e then word || 'd'
            else word || 'ed'
        end as form
    from stem
    where part_of_speech = 'verb'

    union all

    select
        *,
        case when is_silent_e then regexp_replace(word, 'e$', 'ing') else word || 'ing' end as form
    from stem
    where part_of_speech = 'verb'

    union all

    select
        stem.*,
        stem.word || right(stem.word, 1) || ending.ending as form
    from stem
    cross join (values ('ed'), ('ing')) as ending (ending) -- noqa: RF04
    where stem.part_of_speech = 'verb' and stem.is_doubling
),

irregular_form as (
    select
        term,
        term_class,
        {{ each_element(regexp_split_all('irregular_forms', "'[|]'")) }} as written_form
    from lexicon_term
    where irregular_forms is not null
),

form as (
    select
        term,
        term_class,
        spelled_term as written_form
    from spelling

    union all

    select
        term,
        term_class,
        before_word || form || after_word as written_form
    from inflection

    union all

    select * from irregular_form
),

past_form as (
    -- Past forms of the verbs of giving: what they govern was done, not planned.
    select
        term,
        'verb_past' as term_class,
        written_form
    from form
    where
        split_part(term_class, '_', 1) = 'give'
        and {{ regexp_like('written_form', "'^[a-z]+ed\\b'") }}

    union

    select
        term,
        'verb_past' as term_class,
        written_form
    from irregular_form
    where
        split_part(term_class, '_', 1) = 'give'
        and not {{ regexp_like('written_form', "'^[a-z]+ing\\b'") }}
),

base_form as (
    -- Base forms of verbs whose past looks different: "to raise", not "to put".
    select
        spelling.term,
        'verb_base' as term_class,
        spelling.spelled_term as written_form
    from spelling
    left join irregular_form
        on spelling.spelled_term = irregular_form.written_form
    where
        spelling.part_of_speech = 'verb'
        and (split_part(spelling.term_class, '_', 1) = 'give' or spelling.term_class = 'lift_verb')
        and irregular_form.written_form is null
),

tokenized as (
    select
        term,
        term_class,
        trim({{ regexp_replace_all(
            regexp_replace_all('written_form', "'([^a-z0-9à-ɏ'' ])'", "' \\1 '"), "' +'", "' '"
        ) }}) as term_form
    from (
        select * from form
        union all
        select * from past_form
        union all
        select * from base_form
    ) as every_form
),

final as (
    select distinct
        term_class,
        term,
        term_form,
        length(term_form) - length(replace(term_form, ' ', '')) + 1 as token_count
    from tokenized
)

select * from final
