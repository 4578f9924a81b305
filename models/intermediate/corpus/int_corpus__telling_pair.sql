-- Which ways of telling could mean one and the same money: alike to two significant digits, of one
-- giver; or the same, of three digits and more, in one county or in one sentence, whoever is named.
-- All are joins on equal keys, so that nothing grows with the square of the corpus. With what
-- speaks for it: the figures, the words that both say what the money is for, and the place.
with telling as (
    select * from {{ ref('int_corpus__telling') }}
),

statement as (
    select * from {{ ref('int_kept__statement') }}
),

programme_word as (
    select * from {{ ref('int_kept__programme_word') }}
),

-- Each sentence once for each way of telling.
worded as (
    select distinct
        telling.telling_key,
        telling.compared_as,
        telling.year_key,
        telling.total_value,
        telling.telling_rank,
        statement.wording_key
    from telling
    inner join statement on telling.telling_key = statement.telling_key
    where statement.wording_key is not null
),

scaled as (
    select
        telling_key,
        compared_as,
        year_key,
        giver_key,
        telling_rank,
        cast(total_value as double) / power(10, floor(log10(total_value)) - 1) as two_figures,
        floor(log10(total_value)) as magnitude
    from telling
    where total_value > 0
),

-- 2,924 is near 2,900 and near 3,000; 9,960 is near 9,900 and near 10,000.
near_value as (
    select
        telling_key,
        compared_as,
        year_key,
        giver_key,
        telling_rank,
        floor(two_figures) as two_figures,
        magnitude
    from scaled

    union

    select
        telling_key,
        compared_as,
        year_key,
        giver_key,
        telling_rank,
        case when two_figures > 99 then 10 else ceiling(two_figures) end as two_figures,
        case when two_figures > 99 then magnitude + 1 else magnitude end as magnitude
    from scaled
),

near_pair as (
    select
        lower_value.telling_key,
        upper_value.telling_key as upper_key
    from near_value as lower_value
    inner join near_value as upper_value
        on
            lower_value.compared_as = upper_value.compared_as
            and lower_value.year_key = upper_value.year_key
            and lower_value.giver_key = upper_value.giver_key
            and lower_value.two_figures = upper_value.two_figures
            and lower_value.magnitude = upper_value.magnitude
    where
        lower_value.giver_key != 'none'
        and lower_value.telling_rank > upper_value.telling_rank

    union

    select
        lower_telling.telling_key,
        upper_telling.telling_key as upper_key
    from telling as lower_telling
    inner join telling as upper_telling
        on
            lower_telling.compared_as = upper_telling.compared_as
            and lower_telling.year_key = upper_telling.year_key
            and lower_telling.total_value = upper_telling.total_value
    where
        lower_telling.telling_rank > upper_telling.telling_rank
        and (
            lower_telling.significant_digits >= 3
            or (
                lower_telling.county_key = upper_telling.county_key
                and lower_telling.county_key not in ('none', 'several')
            )
        )
),

same_wording as (
    select distinct
        lower_statement.telling_key,
        upper_statement.telling_key as upper_key
    from worded as lower_statement
    inner join worded as upper_statement
        on
            lower_statement.compared_as = upper_statement.compared_as
            and lower_statement.year_key = upper_statement.year_key
            and lower_statement.total_value = upper_statement.total_value
            and lower_statement.wording_key = upper_statement.wording_key
    where lower_statement.telling_rank > upper_statement.telling_rank
),

candidate as (
    select
        telling_key,
        upper_key
    from near_pair

    union

    select
        telling_key,
        upper_key
    from same_wording
),

telling_word as (
    select distinct
        statement.telling_key,
        programme_word.word
    from statement
    inner join programme_word on statement.fact_key = programme_word.fact_key
),

shared_word as (
    select
        candidate.telling_key,
        candidate.upper_key,
        count(*) as word_count
    from candidate
    inner join telling_word as lower_word on candidate.telling_key = lower_word.telling_key
    inner join telling_word as upper_word
        on
            candidate.upper_key = upper_word.telling_key
            and lower_word.word = upper_word.word
    group by candidate.telling_key, candidate.upper_key
),

final as (
    select
        lower_telling.telling_key,
        upper_telling.telling_key as upper_key,
        upper_telling.telling_rank as upper_rank,
        case
            when lower_telling.total_value = upper_telling.total_value then 'same'
            when
                {{ is_rounding('lower_telling', 'upper_telling') }}
                or {{ is_rounding('upper_telling', 'lower_telling') }}
                then 'rounded'
            else 'other'
        end as value_relation,
        case
            when lower_telling.giver_key = 'none' or upper_telling.giver_key = 'none' then 'unknown'
            when lower_telling.giver_key = upper_telling.giver_key then 'same'
            else 'other'
        end as giver_relation,
        case
            when
                (
                    lower_telling.county_key != upper_telling.county_key
                    and lower_telling.county_key not in ('none', 'several')
                    and upper_telling.county_key not in ('none', 'several')
                )
                or (
                    lower_telling.province_key != upper_telling.province_key
                    and lower_telling.province_key not in ('none', 'several')
                    and upper_telling.province_key not in ('none', 'several')
                )
                then 'elsewhere'
            when
                lower_telling.county_key = upper_telling.county_key
                and lower_telling.province_key = upper_telling.province_key
                then 'same'
            else 'wider'
        end as place_relation,
        same_wording.telling_key is not null as is_same_wording,
        case
            when
                lower_telling.county_key = upper_telling.county_key
                and lower_telling.county_key not in ('none', 'several')
                then 2
            when
                lower_telling.province_key = upper_telling.province_key
                and lower_telling.province_key not in ('none', 'several')
                then 1
            else 0
        end as shared_place_count,
        lower_telling.value_bound != 'exact' or upper_telling.value_bound != 'exact' as is_bounded,
        least(lower_telling.significant_digits, upper_telling.significant_digits)
            as shared_digit_count,
        cast(coalesce(shared_word.word_count, 0) as integer) as shared_word_count
    from candidate
    inner join telling as lower_telling on candidate.telling_key = lower_telling.telling_key
    inner join telling as upper_telling on candidate.upper_key = upper_telling.telling_key
    left join same_wording
        on
            candidate.telling_key = same_wording.telling_key
            and candidate.upper_key = same_wording.upper_key
    left join shared_word
        on
            candidate.telling_key = shared_word.telling_key
            and candidate.upper_key = shared_word.upper_key
)

select * from final
