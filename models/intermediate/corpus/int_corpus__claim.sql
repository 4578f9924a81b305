-- Which statements tell one and the same money, and which of them counts. What one document holds
-- apart stays apart: its second telling of a value meets the second of another document.
with recursive statement as (
    select * from {{ ref('int_kept__statement') }}
),

telling as (
    select * from {{ ref('int_corpus__telling') }}
),

telling_pair as (
    select * from {{ ref('int_corpus__telling_pair') }}
),

-- Round numbers recur by chance: the fewer the figures, the more else has to be the same.
supported as (
    select
        telling_key,
        upper_key,
        upper_rank,
        value_relation,
        place_relation,
        giver_relation,
        is_same_wording,
        shared_word_count,
        -- "Nearly 85 billion" says itself that it is a rounding.
        shared_digit_count
        + shared_word_count
        + shared_place_count
        + case when is_bounded and value_relation = 'rounded' then 1 else 0 end
            as support -- noqa: RF04
    from telling_pair
    where is_same_wording or place_relation != 'elsewhere'
),

accepted as (
    select * from supported
    where
        is_same_wording
        or (giver_relation = 'same' and value_relation = 'same' and support >= 3)
        or (
            giver_relation = 'same'
            and value_relation = 'rounded'
            and (place_relation = 'same' or shared_word_count >= 2)
            and support >= 3
        )
        or (
            giver_relation = 'same'
            and value_relation = 'other'
            and place_relation = 'same'
            and shared_word_count >= 4
            and support >= 7
        )
        or (giver_relation = 'unknown' and support >= 5)
        or (giver_relation = 'other' and support >= 7)
),

link as (
    select
        telling_key,
        upper_key
    from accepted
    qualify row_number() over (
        partition by telling_key
        order by
            case when is_same_wording then 0 else 1 end asc,
            case value_relation when 'same' then 0 when 'rounded' then 1 else 2 end asc,
            support desc,
            upper_rank asc
    ) = 1
),

-- Every link leads up in rank, so it ends.
linked as (
    select
        link.telling_key,
        link.upper_key as root_key
    from link
    left join link as upper_link on link.upper_key = upper_link.telling_key
    where upper_link.telling_key is null

    union all

    select
        link.telling_key,
        linked.root_key
    from linked
    inner join link on linked.telling_key = link.upper_key
),

-- What a fact repeats in its own document, over however many steps.
repeated as (
    select
        statement.fact_key,
        statement.restates_key as first_key
    from statement
    inner join statement as earlier on statement.restates_key = earlier.fact_key
    where earlier.restates_key is null

    union all

    select
        statement.fact_key,
        repeated.first_key
    from repeated
    inner join statement on repeated.fact_key = statement.restates_key
),

rooted as (
    select
        telling.telling_key,
        coalesce(linked.root_key, telling.telling_key) as root_key
    from telling
    left join linked on telling.telling_key = linked.telling_key
),

numbered as (
    select
        statement.fact_key,
        {{ row_key([
            'rooted.root_key',
            'row_number() over (partition by statement.document_key, rooted.root_key'
            ~ ' order by statement.sentence_index, statement.token_index_first)'
        ]) }} as claim_key
    from statement
    inner join rooted on statement.telling_key = rooted.telling_key
    where statement.restates_key is null
),

final as (
    select
        statement.fact_key,
        statement.fact_table,
        statement.document_key,
        statement.telling_key,
        statement.compared_as,
        statement.year_key,
        statement.total_value,
        statement.value_bound,
        statement.significant_digits,
        statement.giver_key,
        statement.county_key,
        statement.province_key,
        statement.wording_key,
        statement.completeness,
        statement.published_year,
        statement.file_name,
        statement.sentence_index,
        statement.token_index_first,
        statement.restates_key,
        statement.contained_in_key,
        statement.containment,
        statement.containment_margin,
        statement.not_additive_reason,
        numbered.claim_key,
        -- Why it may not be added, whatever contains it.
        nullif(statement.not_additive_reason, 'part of what is added') as own_reason,
        row_number() over (
            partition by numbered.claim_key
            order by
                case when statement.restates_key is null then 0 else 1 end asc,
                case
                    when nullif(statement.not_additive_reason, 'part of what is added') is null
                        then 0
                    else 1
                end asc,
                case when statement.giver_key = 'none' then 1 else 0 end asc,
                case when statement.value_bound = 'exact' then 0 else 1 end asc,
                statement.significant_digits desc,
                statement.published_year desc nulls last,
                statement.completeness desc,
                statement.file_name asc,
                statement.document_key asc,
                statement.sentence_index asc,
                statement.token_index_first asc
        ) as choice_rank
    from statement
    left join repeated on statement.fact_key = repeated.fact_key
    inner join numbered
        on coalesce(repeated.first_key, statement.fact_key) = numbered.fact_key
)

select * from final
