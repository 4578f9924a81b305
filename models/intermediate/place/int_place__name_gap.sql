-- One row per possible name, with what stands between it and the next one.
with typed_name as (
    select * from {{ ref('int_place__typed_name') }}
),

word as (
    select * from {{ ref('int_place__word') }}
),

gap as (
    select * from {{ ref('place_gap') }}
),

ordered as (
    select
        sentence_key,
        token_index_first,
        full_index_last,
        type_side = 'after' and type_level = 'county' as is_typed_county,
        lead(token_index_first) over sentence_order as next_index_first,
        lead(coalesce(type_index_first, token_index_first)) over sentence_order as next_full_first
    from typed_name
    window sentence_order as (partition by sentence_key order by token_index_first)
),

gap_text as (
    select
        ordered.sentence_key,
        ordered.token_index_first,
        ordered.next_index_first,
        ordered.is_typed_county,
        coalesce({{ join_texts('word.token_norm', 'word.token_index', "' '") }}, '') as gap_norm
    from ordered
    left join word
        on
            ordered.sentence_key = word.sentence_key
            and ordered.full_index_last < word.token_index
            and ordered.next_full_first > word.token_index
    where
        ordered.next_index_first is not null
        and ordered.next_full_first - ordered.full_index_last <= 7
    group by
        ordered.sentence_key, ordered.token_index_first, ordered.next_index_first,
        ordered.is_typed_county
),

final as (
    select
        gap_text.sentence_key,
        gap_text.token_index_first,
        gap_text.next_index_first,
        gap_text.gap_norm,
        case
            when gap_text.gap_norm = '' then coalesce(gap.gap_class, 'none')
            -- "The X County-Y County earthquake" names two places, "Fujian-Ningxia cooperation" a
            -- relation.
            when gap_text.gap_norm != '-' or gap_text.is_typed_county then gap.gap_class
        end as gap_class
    from gap_text
    left join gap on gap_text.gap_norm = gap.gap_norm
)

select * from final
