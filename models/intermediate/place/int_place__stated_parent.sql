-- One row per possible name and name of a higher place that the text states for it.
with ranked_name as (
    select * from {{ ref('int_place__ranked_name') }}
),

-- "X County and Y County of Z City, P Province": the first higher name behind, then the one
-- above it.
behind as (
    select
        lower_name.name_key,
        higher_name.name_key as parent_name_key,
        higher_name.token_index_first
    from ranked_name as lower_name
    inner join ranked_name as higher_name
        on
            lower_name.sentence_key = higher_name.sentence_key
            and lower_name.chain_number = higher_name.chain_number
            and lower_name.token_index_first < higher_name.token_index_first
            and lower_name.name_rank < higher_name.name_rank
            and (
                higher_name.gap_class_before = 'nested'
                or (
                    higher_name.gap_class_before = 'list'
                    and higher_name.norm_before = ','
                    -- "Qinglin Town, Datong County" is an address.
                    and (
                        lower_name.name_rank > 0
                        or (
                            lower_name.type_level = 'locality'
                            and lower_name.type_source = 'after'
                            and higher_name.type_level = 'county'
                            and higher_name.type_source = 'after'
                        )
                    )
                    -- "Jinan, Zibo, Beijing" is a list, "Lankao County, Henan" is not.
                    and (
                        lower_name.type_source = 'after'
                        or higher_name.type_word in ('province', 'region')
                        -- "in Yanchi, Ningxia for …": two names and no list.
                        or (
                            lower_name.is_known
                            and lower_name.gap_class_before != 'list'
                            and coalesce(higher_name.gap_class, '') != 'list'
                            and higher_name.token_index_first - lower_name.full_index_last = 2
                        )
                    )
                )
            )
            and higher_name.is_known
            and higher_name.name_rank < 4
),

first_behind as (
    select *
    from behind
    qualify row_number() over (partition by name_key order by token_index_first) = 1
),

-- "P Province's X County", "P: X County", "P (X County and Y County)".
before as (
    select
        lower_name.name_key,
        higher_name.name_key as parent_name_key,
        higher_name.token_index_first
    from ranked_name as lower_name
    inner join ranked_name as higher_name
        on
            lower_name.sentence_key = higher_name.sentence_key
            and lower_name.chain_number = higher_name.chain_number
            and lower_name.token_index_first > higher_name.token_index_first
            and lower_name.name_rank < higher_name.name_rank
            and lower_name.name_rank > 0
            and higher_name.name_rank < 4
            and higher_name.gap_class in ('none', 'opens', 'nested')
            and (higher_name.gap_class != 'nested' or lower_name.norm_before = '(')
            and coalesce(higher_name.head_class, '') = ''
    qualify
        row_number() over (
            partition by lower_name.name_key order by higher_name.token_index_first desc
        ) = 1
),

direct as (
    select
        name_key,
        parent_name_key,
        'behind' as side
    from first_behind

    union all

    select
        before.name_key,
        before.parent_name_key,
        'before' as side
    from before
    left join first_behind on before.name_key = first_behind.name_key
    where first_behind.name_key is null
),

final as (
    select
        name_key,
        parent_name_key,
        side,
        1 as distance
    from direct

    union

    select
        direct.name_key,
        above.parent_name_key,
        direct.side,
        2 as distance
    from direct
    inner join direct as above on direct.parent_name_key = above.name_key
)

select * from final
