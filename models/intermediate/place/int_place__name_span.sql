-- One row per stretch of words that may be the name of a place: known to the gazetteer, or a
-- run of
-- capitalised words that the texts write small nowhere.
with word as (
    select * from {{ ref('int_place__word') }}
),

name_match as (
    select * from {{ ref('int_place__name_match') }}
),

type_match as (
    select * from {{ ref('int_place__type_match') }}
),

known_token as (
    select
        sentence_key,
        {{ whole_numbers('token_index_first', 'token_index_last') }} as token_index
    from name_match

    union

    select
        sentence_key,
        {{ whole_numbers('token_index_first', 'token_index_last') }} as token_index
    from type_match
),

unknown_word as (
    select
        word.*,
        -- Consecutive tokens have the same difference to their rank.
        word.token_index - row_number() over (
            partition by word.sentence_key order by word.token_index
        ) as run_number
    from word
    left join known_token
        on
            word.sentence_key = known_token.sentence_key
            and word.token_index = known_token.token_index
    where
        known_token.token_index is null
        and word.is_capital
        and word.is_word
        and not word.is_common
        and length(word.token_norm) > 1
),

unknown_run as (
    select
        sentence_key,
        run_number,
        min(token_index) as token_index_first,
        max(token_index) as token_index_last,
        {{ name_letters(join_texts('token_norm', 'token_index', "' '")) }} as name_letters
    from unknown_word
    group by sentence_key, run_number
    having count(*) <= 3
),

-- "Datong Hui and Tu Autonomous County": Hui and Tu are peoples here, not counties.
people_match as (
    select
        name_match.sentence_key,
        name_match.token_index_first
    from name_match
    inner join word
        on
            name_match.sentence_key = word.sentence_key
            and name_match.token_index_first = word.token_index
            and word.is_filler
    inner join word as solid_before
        on
            word.sentence_key = solid_before.sentence_key
            and word.last_solid_index = solid_before.token_index
            and solid_before.is_capital
    inner join word as solid_behind
        on
            word.sentence_key = solid_behind.sentence_key
            and word.next_solid_index = solid_behind.token_index
            and solid_behind.token_norm = 'autonomous'
    where name_match.token_index_first = name_match.token_index_last
),

span as (
    select
        name_match.sentence_key,
        name_match.token_index_first,
        name_match.token_index_last,
        name_match.name_letters,
        true as is_known
    from name_match
    left join people_match
        on
            name_match.sentence_key = people_match.sentence_key
            and name_match.token_index_first = people_match.token_index_first
    where people_match.sentence_key is null

    union all

    select
        sentence_key,
        token_index_first,
        token_index_last,
        name_letters,
        false as is_known
    from unknown_run
),

final as (
    select
        sentence_key,
        cast(token_index_first as integer) as token_index_first,
        cast(token_index_last as integer) as token_index_last,
        name_letters,
        is_known
    from span
)

select * from final
