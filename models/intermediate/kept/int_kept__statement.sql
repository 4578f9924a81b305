-- What of a fact is compared with what other documents state, and how it stands to the other facts
-- of its own.
with fact_key as (
    select * from {{ ref('int_fact__fact_key') }}
),

scope as (
    select * from {{ ref('int_fact__scope') }}
),

fact as (
    select * from {{ ref('int_fact__mention') }}
),

context as (
    select * from {{ ref('int_fact__context') }}
),

document as (
    select * from {{ ref('int_text__document') }}
),

container as (
    select * from {{ ref('int_fact__container') }}
),

restatement as (
    select * from {{ ref('int_fact__restatement') }}
),

additivity as (
    select * from {{ ref('int_fact__additivity') }}
),

programme as (
    select
        mention_key,
        {{ join_texts('word', 'word', "' '") }} as words,
        count(*) as word_count
    from {{ ref('int_fact__programme_word') }}
    group by mention_key
),

position_in_text as (
    select
        fact_key.fact_key,
        scope.sentence_index,
        scope.token_index_first
    from fact_key
    inner join scope on fact_key.fact_key = scope.mention_key
    where fact_key.fact_key = fact_key.mention_key
),

-- A row of trainings may hold two numbers: the one that it has its key from goes first.
container_row as (
    select
        fact_key.fact_key,
        container_fact.fact_key as contained_in_key,
        container.containment,
        container.margin as containment_margin
    from container
    inner join fact_key on container.mention_key = fact_key.mention_key
    inner join fact_key as container_fact on container.container_key = container_fact.mention_key
    where fact_key.fact_key != container_fact.fact_key
    qualify row_number() over (
        partition by fact_key.fact_key
        order by case when fact_key.mention_key = fact_key.fact_key then 0 else 1 end
    ) = 1
),

-- Always something told before it, so that nobody comes back to where they began.
restated_row as (
    select
        fact_key.fact_key,
        restated_fact.fact_key as restates_key
    from restatement
    inner join fact_key on restatement.mention_key = fact_key.mention_key
    inner join fact_key as restated_fact
        on restatement.restated_mention_key = restated_fact.mention_key
    inner join position_in_text as later on fact_key.fact_key = later.fact_key
    inner join position_in_text as earlier on restated_fact.fact_key = earlier.fact_key
    where
        earlier.sentence_index < later.sentence_index
        or (
            earlier.sentence_index = later.sentence_index
            and earlier.token_index_first < later.token_index_first
        )
    qualify row_number() over (
        partition by fact_key.fact_key
        order by case when fact_key.mention_key = fact_key.fact_key then 0 else 1 end
    ) = 1
),

-- A row is added whole: if one of its two numbers may not be, the row may not.
row_additivity as (
    select
        fact_key.fact_key,
        min(additivity.not_additive_reason) as not_additive_reason
    from additivity
    inner join fact_key on additivity.mention_key = fact_key.mention_key
    group by fact_key.fact_key
),

described as (
    select
        scope.document_key,
        fact_key.fact_table,
        fact_key.fact_key,
        concat_ws(
            '/',
            scope.quantity,
            scope.stage,
            case when fact.measure = 'funds' then scope.instrument_family end,
            case when scope.is_stock then 'stock' end,
            case when scope.is_financing then 'raised' end,
            case when scope.is_cumulative then 'cumulative' end
        ) as compared_as,
        context.year_key,
        cast(scope.total_value as decimal(28, 4)) as total_value,
        fact.value_bound,
        -- Of people lifted it is told who and where they are, not who lifted them.
        case
            when fact.measure = 'people_lifted' then 'everybody'
            else coalesce(scope.giver_name, nullif(context.agency_key, 'none'), 'none')
        end as giver_key,
        context.county_key,
        context.province_key,
        context.completeness,
        lower({{ regexp_replace_all('fact.sentence_text', "'[^A-Za-z0-9]'", "''") }})
            as sentence_letters,
        coalesce(programme.words, '') as words,
        coalesce(programme.word_count, 0)
        + case
            when context.county_key not in ('none', 'several') then 2
            when context.province_key not in ('none', 'several') then 1
            else 0
        end as shared_count,
        scope.sentence_index,
        scope.token_index_first
    from fact_key
    inner join scope on fact_key.mention_key = scope.mention_key
    left join programme on fact_key.mention_key = programme.mention_key
    inner join fact on fact_key.mention_key = fact.mention_key
    inner join context on fact_key.mention_key = context.mention_key
    where fact_key.mention_key = fact_key.fact_key
),

-- 2,924 has four significant digits, 3,000 one.
counted as (
    select
        *,
        cast(
            length(trim(both '0' from replace(cast(total_value as string), '.', '')))
            as integer
        ) as significant_digits
    from described
),

final as (
    select
        counted.fact_key,
        counted.fact_table,
        counted.document_key,
        -- What says too little to be known again is told by itself only.
        {{ row_key([
            'counted.compared_as', 'counted.year_key', 'counted.total_value',
            'counted.value_bound', 'counted.giver_key', 'counted.county_key',
            'counted.province_key', 'counted.words',
            "case when counted.significant_digits + counted.shared_count"
            ~ " < case when counted.giver_key = 'none' then 5 else 3 end"
            ~ " then counted.fact_key end"
        ]) }} as telling_key,
        counted.compared_as,
        counted.year_key,
        counted.total_value,
        counted.value_bound,
        counted.significant_digits,
        counted.giver_key,
        counted.county_key,
        counted.province_key,
        -- Short sentences recur by chance.
        case when length(counted.sentence_letters) >= 60 then md5(counted.sentence_letters) end
            as wording_key,
        cast(counted.completeness as decimal(3, 2)) as completeness,
        cast(document.published_year as integer) as published_year,
        document.file_name,
        counted.sentence_index,
        counted.token_index_first,
        restated_row.restates_key,
        container_row.contained_in_key,
        container_row.containment,
        container_row.containment_margin,
        row_additivity.not_additive_reason
    from counted
    inner join document on counted.document_key = document.document_key
    inner join row_additivity on counted.fact_key = row_additivity.fact_key
    left join container_row on counted.fact_key = container_row.fact_key
    left join restated_row on counted.fact_key = restated_row.fact_key
)

select * from final
