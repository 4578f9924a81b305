-- One row per possible name, with the type word it has itself or shares with its list.
with typed_name as (
    select * from {{ ref('int_place__typed_name') }}
),

name_gap as (
    select * from {{ ref('int_place__name_gap') }}
),

type_match as (
    select * from {{ ref('int_place__type_match') }}
),

word as (
    select * from {{ ref('int_place__word') }}
),

list_opener as (
    select * from {{ ref('place_list_opener') }}
),

month as (
    select * from {{ ref('text_month') }}
),

linked as (
    select
        typed_name.*,
        name_gap.gap_class,
        coalesce(
            lag(name_gap.gap_class) over (
                partition by typed_name.sentence_key order by typed_name.token_index_first
            ), 'apart'
        ) as gap_class_before,
        month.month_name is not null as is_month
    from typed_name
    left join name_gap
        on
            typed_name.sentence_key = name_gap.sentence_key
            and typed_name.token_index_first = name_gap.token_index_first
    left join month on typed_name.name_letters = month.month_name
),

listed as (
    select
        *,
        sum(case when gap_class_before = 'list' then 0 else 1 end) over (
            partition by sentence_key order by token_index_first
            rows between unbounded preceding and current row
        ) as list_number
    from linked
),

list_span as (
    select
        sentence_key,
        list_number,
        min(coalesce(type_index_first, token_index_first)) as list_index_first,
        max(full_index_last) as list_index_last,
        count(*) as member_count
    from listed
    group by sentence_key, list_number
),

-- "the counties of X and Y", "three counties, namely X, Y and Z".
opened_list as (
    select
        list_span.sentence_key,
        list_span.list_number,
        type_match.type_word,
        type_match.place_level
    from list_span
    inner join type_match
        on
            list_span.sentence_key = type_match.sentence_key
            and type_match.is_plural
            and list_span.list_index_first - type_match.token_index_last between 2 and 6
    inner join word
        on
            list_span.sentence_key = word.sentence_key
            and type_match.token_index_last < word.token_index
            and list_span.list_index_first > word.token_index
    -- "X District of Y": the word belongs to X.
    left join typed_name
        on
            type_match.sentence_key = typed_name.sentence_key
            and type_match.token_index_last = typed_name.type_index_last
    where typed_name.sentence_key is null
    group by
        list_span.sentence_key, list_span.list_number, type_match.type_word,
        type_match.place_level, type_match.token_index_first
    having {{ join_texts('word.token_norm', 'word.token_index', "' '") }} in (
        select list_opener.opener from list_opener
    )
),

-- "Three counties in Z Prefecture, namely X and Y": the names may stand further off.
named_list as (
    select
        list_span.sentence_key,
        list_span.list_number,
        max_by(type_match.type_word, type_match.token_index_first) as type_word,
        max_by(type_match.place_level, type_match.token_index_first) as place_level
    from list_span
    inner join word as opener
        on
            list_span.sentence_key = opener.sentence_key
            and list_span.list_index_first - opener.token_index between 1 and 2
            and opener.token_norm = 'namely'
    inner join type_match
        on
            list_span.sentence_key = type_match.sentence_key
            and type_match.is_plural
            and opener.token_index - type_match.token_index_last between 1 and 20
    left join typed_name
        on
            type_match.sentence_key = typed_name.sentence_key
            and type_match.token_index_last = typed_name.type_index_last
    where typed_name.sentence_key is null
    group by list_span.sentence_key, list_span.list_number
),

-- "X, Y and other 6 deeply poverty-stricken counties".
followed_list as (
    select
        list_span.sentence_key,
        list_span.list_number,
        type_match.type_word,
        type_match.place_level
    from list_span
    inner join type_match
        on
            list_span.sentence_key = type_match.sentence_key
            and type_match.is_plural
            and type_match.token_index_first - list_span.list_index_last between 3 and 10
    inner join word
        on
            list_span.sentence_key = word.sentence_key
            and list_span.list_index_last < word.token_index
            and type_match.token_index_first > word.token_index
    group by
        list_span.sentence_key, list_span.list_number, type_match.type_word,
        type_match.place_level, type_match.token_index_first, list_span.list_index_last
    having
        bool_or(word.token_norm = 'other' and word.token_index <= list_span.list_index_last + 3)
        and not bool_or(word.token_norm in (',', ';', ':', '(', ')', 'in', 'of'))
),

shared as (
    select
        listed.*,
        coalesce(opened_list.type_word, named_list.type_word) as opened_type_word,
        coalesce(opened_list.place_level, named_list.place_level) as opened_type_level,
        followed_list.type_word as followed_type_word,
        followed_list.place_level as followed_type_level,
        -- The next member of the list that has a type word behind it lends it to those before it.
        {{ first_known(
            "case when listed.type_side = 'after' then listed.type_word end"
        ) }} over list_rest as next_type_word,
        {{ first_known(
            "case when listed.type_side = 'after' then listed.type_level end"
        ) }} over list_rest as next_type_level,
        -- "the counties of X, Y and Z": the first lends it to those behind it.
        {{ last_known(
            "case when listed.type_side = 'before' and listed.is_type_plural"
            " then listed.type_word end"
        ) }} over list_start as last_type_word,
        {{ last_known(
            "case when listed.type_side = 'before' and listed.is_type_plural"
            " then listed.type_level end"
        ) }} over list_start as last_type_level
    from listed
    left join opened_list
        on
            listed.sentence_key = opened_list.sentence_key
            and listed.list_number = opened_list.list_number
    left join named_list
        on
            listed.sentence_key = named_list.sentence_key
            and listed.list_number = named_list.list_number
    left join followed_list
        on
            listed.sentence_key = followed_list.sentence_key
            and listed.list_number = followed_list.list_number
    window
        list_rest as (
            partition by listed.sentence_key, listed.list_number order by listed.token_index_first
            rows between current row and unbounded following
        ),
        list_start as (
            partition by listed.sentence_key, listed.list_number order by listed.token_index_first
            rows between unbounded preceding and current row
        )
),

final as (
    select
        {{ row_key(['sentence_key', 'token_index_first']) }} as name_key,
        sentence_key,
        list_number,
        token_index_first,
        token_index_last,
        coalesce(type_index_first, token_index_first) as full_index_first,
        full_index_last,
        name_start,
        name_end,
        full_end,
        name_letters,
        is_known,
        type_form,
        coalesce(is_type_plural, false) as is_type_plural,
        count(*) over (partition by sentence_key, list_number) as list_size,
        gap_class,
        gap_class_before,
        -- "the Shanghai-Inner Mongolia Development Foundation" is one name.
        coalesce(
            head_class,
            case
                when norm_behind = '-'
                    then lead(head_class) over (
                        partition by sentence_key order by token_index_first
                    )
            end
        ) as head_class,
        is_possessive,
        is_after_capital,
        is_before_capital,
        norm_before,
        norm_behind,
        -- "In June, Luanchuan County": a month shares no type word.
        case
            when is_month then type_word
            else coalesce(
                type_word, next_type_word, last_type_word, opened_type_word, followed_type_word
            )
        end as type_word,
        case
            when is_month then type_level
            else coalesce(
                type_level, next_type_level, last_type_level, opened_type_level,
                followed_type_level
            )
        end as type_level,
        case
            when type_word is not null then type_side
            when is_month then null
            when next_type_word is not null then 'list'
            when last_type_word is not null then 'list'
            when opened_type_word is not null then 'opener'
            when followed_type_word is not null then 'others'
        end as type_source
    from shared
    qualify
        row_number() over (
            partition by sentence_key, token_index_first
            order by opened_type_word nulls last, followed_type_word nulls last
        ) = 1
)

select * from final
