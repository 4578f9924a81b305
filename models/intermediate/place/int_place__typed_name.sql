-- One row per possible name, with the type word that stands directly beside it.
with name_span as (
    select * from {{ ref('int_place__name_span') }}
),

word as (
    select * from {{ ref('int_place__word') }}
),

type_match as (
    select * from {{ ref('int_place__type_match') }}
),

head_word as (
    select * from {{ ref('place_head_word') }}
),

preposition as (
    select * from {{ ref('place_preposition') }}
),

-- "X County", "X Manchu Autonomous County".
type_after as (
    select
        name_span.sentence_key,
        name_span.token_index_first,
        type_match.type_word,
        type_match.type_form,
        type_match.place_level,
        type_match.is_plural,
        type_match.is_capital,
        type_match.token_index_last as type_index_last
    from name_span
    inner join word as last_word
        on
            name_span.sentence_key = last_word.sentence_key
            and name_span.token_index_last = last_word.token_index
    inner join word as next_word
        on
            name_span.sentence_key = next_word.sentence_key
            and name_span.token_index_last + 1 = next_word.token_index
    inner join type_match
        on
            name_span.sentence_key = type_match.sentence_key
            and (
                next_word.token_index = type_match.token_index_first
                or (
                    next_word.is_filler
                    -- "X Multi-national Autonomous County": the type may begin with a people word.
                    and next_word.next_solid_index
                    between type_match.token_index_first and type_match.token_index_last
                    and (
                        type_match.type_form like '%autonomous%'
                        or type_match.type_word = 'district'
                    )
                )
            )
    where not last_word.is_possessive
),

-- "the county of X".
type_before as (
    select
        name_span.sentence_key,
        name_span.token_index_first,
        type_match.type_word,
        type_match.type_form,
        type_match.place_level,
        type_match.is_plural,
        type_match.token_index_first as type_index_first
    from name_span
    inner join word
        on
            name_span.sentence_key = word.sentence_key
            and name_span.token_index_first - 1 = word.token_index
            and word.token_norm = 'of'
    inner join type_match
        on
            name_span.sentence_key = type_match.sentence_key
            and name_span.token_index_first - 2 = type_match.token_index_last
            and type_match.place_level not in ('region', 'locality')
    -- "X County of Y": the word belongs to X.
    left join type_after
        on
            type_match.sentence_key = type_after.sentence_key
            and type_match.token_index_last = type_after.type_index_last
    left join type_after as own_type
        on
            name_span.sentence_key = own_type.sentence_key
            and name_span.token_index_first = own_type.token_index_first
    where type_after.type_word is null and own_type.type_word is null
),

spanned as (
    select
        name_span.sentence_key,
        name_span.token_index_first,
        name_span.token_index_last,
        name_span.name_letters,
        name_span.is_known,
        type_after.type_index_last,
        type_before.type_index_first,
        coalesce(type_after.type_word, type_before.type_word) as type_word,
        coalesce(type_after.type_form, type_before.type_form) as type_form,
        coalesce(type_after.place_level, type_before.place_level) as type_level,
        coalesce(type_after.is_plural, type_before.is_plural) as is_type_plural,
        type_after.is_capital as is_type_capital,
        case
            when type_after.type_word is not null then 'after'
            when type_before.type_word is not null then 'before'
        end as type_side,
        coalesce(type_after.type_index_last, name_span.token_index_last) as full_index_last
    from name_span
    left join type_after
        on
            name_span.sentence_key = type_after.sentence_key
            and name_span.token_index_first = type_after.token_index_first
    left join type_before
        on
            name_span.sentence_key = type_before.sentence_key
            and name_span.token_index_first = type_before.token_index_first
    -- The longest type word where two begin at the same place.
    qualify
        row_number() over (
            partition by name_span.sentence_key, name_span.token_index_first
            order by
                type_after.type_index_last desc nulls last,
                type_before.type_index_first asc
        ) = 1
),

-- What the capitalised words right behind say: "X University", "X Provincial Government".
head_behind as (
    select
        spanned.sentence_key,
        spanned.token_index_first,
        max_by(head_word.head_class, behind.token_index) as head_class
    from spanned
    inner join word as next_word
        on
            spanned.sentence_key = next_word.sentence_key
            and spanned.full_index_last + 1 = next_word.token_index
            and next_word.is_capital
    inner join word as behind
        on
            spanned.sentence_key = behind.sentence_key
            and behind.token_index between spanned.full_index_last + 1
            and coalesce(next_word.next_small_index - 1, spanned.full_index_last + 8)
    inner join head_word on behind.token_norm = head_word.head_word
    group by spanned.sentence_key, spanned.token_index_first
),

final as (
    select
        spanned.*,
        head_behind.head_class,
        first_word.token_start as name_start,
        -- Without the possessive ending.
        last_word.token_end - case when last_word.is_possessive then 2 else 0 end as name_end,
        full_word.token_end - case when full_word.is_possessive then 2 else 0 end as full_end,
        first_word.token_text as first_text,
        last_word.is_possessive,
        -- Part of a longer capitalised name, of a person say: "Li Keqiang", "Xi Jinping".
        -- "In Qichun" begins a sentence.
        coalesce(
            before_word.is_capital and before_word.is_word and preposition.word is null
            and before_word.token_norm not in ('the', 'and', 'both', 'while', 'besides', 'then'),
            false
        ) as is_after_capital,
        coalesce(behind_word.is_capital and behind_word.is_word, false) as is_before_capital,
        before_word.token_norm as norm_before,
        behind_word.token_norm as norm_behind
    from spanned
    inner join word as first_word
        on
            spanned.sentence_key = first_word.sentence_key
            and spanned.token_index_first = first_word.token_index
    inner join word as last_word
        on
            spanned.sentence_key = last_word.sentence_key
            and spanned.token_index_last = last_word.token_index
    inner join word as full_word
        on
            spanned.sentence_key = full_word.sentence_key
            and spanned.full_index_last = full_word.token_index
    left join word as before_word
        on
            spanned.sentence_key = before_word.sentence_key
            and spanned.token_index_first - 1 = before_word.token_index
    left join preposition on before_word.token_norm = preposition.word
    left join word as behind_word
        on
            spanned.sentence_key = behind_word.sentence_key
            and spanned.full_index_last + 1 = behind_word.token_index
    left join head_behind
        on
            spanned.sentence_key = head_behind.sentence_key
            and spanned.token_index_first = head_behind.token_index_first
)

select * from final
