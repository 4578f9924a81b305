-- One row per place of a group of names that stand together in a sentence ("X and Y Counties of
-- Z").
with mention as (
    select * from {{ ref('int_place__mention_resolved') }}
),

-- A prefecture's province counts where the passage names that province somewhere.
named_province as (
    select distinct
        passage_key,
        province_code
    from mention
    where place_level = 'province'
),

word as (
    select * from {{ ref('int_place__word') }}
),

head_word as (
    select * from {{ ref('place_head_word') }}
),

-- "The Spring Foundation (Hong Kong)": where the organisation has its seat.
seat as (
    select mention.name_key
    from mention
    inner join word as opening
        on
            mention.sentence_key = opening.sentence_key
            and mention.token_index_first - 1 = opening.token_index
            and opening.token_norm in ('(', '（')
    inner join word as closing
        on
            mention.sentence_key = closing.sentence_key
            and mention.token_index_last + 1 = closing.token_index
            and closing.token_norm in (')', '）')
    inner join word as organisation
        on
            mention.sentence_key = organisation.sentence_key
            and mention.token_index_first - 2 = organisation.token_index
            and organisation.is_capital
    inner join head_word
        on
            organisation.token_norm = head_word.head_word
            and head_word.head_class = 'apart'
),

-- "According to the office of X County, Y City gave": no county of that city, so no list.
apart as (
    select
        name_key,
        sum(
            case
                when
                    norm_before = ','
                    and place_level in ('prefecture', 'province')
                    and level_before = 'county'
                    and province_before != province_code
                    then 1
                -- "Haidian District - Aohan Banner": who helps whom.
                when norm_before in ('-', '–', '—') and province_before != province_code then 1
                else 0
            end
        ) over (partition by sentence_key order by token_index_first) as apart_number
    from (
        select
            *,
            lag(place_level) over sentence_order as level_before,
            lag(province_code) over sentence_order as province_before
        from mention
        window sentence_order as (partition by sentence_key order by token_index_first)
    ) as neighboured
),

placed as (
    select
        mention.*,
        concat(mention.chain_number, '-', apart.apart_number) as chain_part
    from mention
    inner join apart on mention.name_key = apart.name_key
    left join seat on mention.name_key = seat.name_key
    -- "Lanzhou University" need not be about Lanzhou; "Pingshan County Hospital" is about
    -- the county.
    where
        seat.name_key is null
        and (
            coalesce(mention.head_class, '') not in ('apart', 'local')
            or mention.type_source = 'after'
            or (mention.head_class = 'local' and mention.place_level = 'county')
        )
),

final as (
    select
        {{ row_key(['placed.sentence_key', 'placed.chain_part']) }} as group_key,
        placed.document_key,
        placed.passage_key,
        placed.paragraph_key,
        placed.sentence_key,
        placed.sentence_index,
        placed.name_key,
        placed.token_index_first,
        placed.token_index_last,
        min(placed.token_index_first) over chain as group_index_first,
        max(placed.token_index_last) over chain as group_index_last,
        placed.place_level,
        placed.county_key,
        case
            when placed.place_level in ('county', 'province') then placed.province_code
            when placed.place_level = 'prefecture' and named_province.province_code is not null
                then placed.province_code
        end as province_code,
        placed.mentioned_as,
        placed.head_class,
        placed.norm_before
    from placed
    left join named_province
        on
            placed.passage_key = named_province.passage_key
            and placed.province_code = named_province.province_code
    window chain as (partition by placed.sentence_key, placed.chain_part)
)

select * from final
