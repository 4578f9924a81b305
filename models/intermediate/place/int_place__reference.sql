-- One row per reference to places named before: "the two twinned poor counties", "the county".
with type_match as (
    select * from {{ ref('int_place__type_match') }}
),

word as (
    select * from {{ ref('int_place__word') }}
),

reference_word as (
    select * from {{ ref('place_reference_word') }}
),

ranked_name as (
    select * from {{ ref('int_place__ranked_name') }}
),

name_form as (
    select * from {{ ref('int_place__name_form') }}
),

number_mention as (
    select * from {{ ref('int_number__mention') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

passage as (
    select * from {{ ref('int_place__passage') }}
),

-- "The two Chongqing counties": those of them that lie there.
province_word as (
    select
        ranked_name.sentence_key,
        ranked_name.token_index_first,
        ranked_name.token_index_last,
        min(name_form.place_id) as province_code
    from ranked_name
    inner join name_form
        on
            ranked_name.name_letters = name_form.name_letters
            and name_form.place_level = 'province'
    where
        (ranked_name.type_source is null or ranked_name.is_type_plural)
        and coalesce(ranked_name.norm_before, '') != 'of'
    group by
        ranked_name.sentence_key, ranked_name.token_index_first, ranked_name.token_index_last
),

classed_word as (
    select
        word.sentence_key,
        word.token_index,
        word.token_norm,
        reference_word.word_class,
        reference_word.number_value,
        province_word.province_code,
        coalesce(max(
            case
                when reference_word.word is null and province_word.province_code is null
                    then word.token_index
            end
        ) over (
            partition by word.sentence_key order by word.token_index
            rows between unbounded preceding and 1 preceding
        ), 0) as last_other_index
    from word
    left join reference_word on word.token_norm = reference_word.word
    left join province_word
        on
            word.sentence_key = province_word.sentence_key
            and word.token_index
            between province_word.token_index_first and province_word.token_index_last
),

noun as (
    select
        type_match.*,
        classed_word.last_other_index
    from type_match
    inner join classed_word
        on
            type_match.sentence_key = classed_word.sentence_key
            and type_match.token_index_first = classed_word.token_index
    where
        type_match.place_level in ('county', 'city', 'locality', 'province', 'region', 'prefecture')
),

behind as (
    select
        noun.sentence_key,
        noun.token_index_first,
        string_agg(word.token_norm, ' ' order by word.token_index) as words_behind
    from noun
    inner join word
        on
            noun.sentence_key = word.sentence_key
            and word.token_index between noun.token_index_last + 1 and noun.token_index_last + 8
    group by noun.sentence_key, noun.token_index_first
),

phrase as (
    select
        noun.sentence_key,
        min(classed_word.token_index) as token_index_first,
        noun.token_index_last,
        noun.token_index_first as noun_index,
        noun.type_word,
        noun.place_level as noun_level,
        noun.is_plural,
        -- "The districts and counties of the city": what stands behind the second noun.
        {{ regexp_replace_all(
            "coalesce(min(behind.words_behind), '')",
            "'^(and|or) (counties|county|cities|districts|banners) ?'",
            "''"
        ) }} as words_behind,
        max(classed_word.number_value) as number_value,
        max(classed_word.province_code) as within_province_code,
        bool_or(classed_word.word_class = 'determiner') as has_determiner,
        bool_or(classed_word.word_class = 'twin') as has_twin_word,
        bool_or(classed_word.token_norm in ('each', 'every')) as is_each,
        bool_or(classed_word.word_class = 'modifier') as has_modifier
    from noun
    inner join classed_word
        on
            noun.sentence_key = classed_word.sentence_key
            and noun.last_other_index < classed_word.token_index
            and noun.token_index_first > classed_word.token_index
    left join behind
        on
            noun.sentence_key = behind.sentence_key
            and noun.token_index_first = behind.token_index_first
    group by
        noun.sentence_key, noun.token_index_last, noun.token_index_first, noun.type_word,
        noun.place_level, noun.is_plural
),

-- The first count of counties in a sentence that counts more of them than are named anywhere.
counted_before as (
    select
        sentence_key,
        min(token_index_first) as token_index
    from number_mention
    where unit_class = 'unit_county' and number_value >= 30
    group by sentence_key
),

judged as (
    select
        *,
        has_twin_word
        or {{ regexp_like(
            'words_behind',
            "'^(for|of|under|in) (the |its |our )?(fixed|fix|designated|counterpart|paired|pairing|twinned)'"
        ) }}
        or {{ regexp_like(
            'words_behind', "'^(twinned|paired|designated|assisted|supported|aided) '"
        ) }}
            as is_twin,
        {{ regexp_like(
            'words_behind',
            "'^(of|nationwide|across|throughout|with|which|that|where|covered|from|such|like|on|at|level)( |$)|^including |^in [^0-9]'"
        ) }} as is_restricted
    from phrase
),

final as (
    select
        {{ row_key(['judged.sentence_key', 'judged.noun_index', "'reference'"]) }} as reference_key,
        judged.sentence_key,
        sentence.document_key,
        passage.passage_key,
        sentence.paragraph_key,
        sentence.sentence_index,
        judged.token_index_first,
        judged.token_index_last,
        judged.number_value,
        judged.within_province_code,
        judged.is_twin,
        case
            when judged.noun_level = 'county' and judged.is_each then 'counties'
            -- "the two county governments".
            when judged.noun_level = 'county' and not judged.is_plural and judged.number_value > 1
                then 'counted counties'
            when judged.noun_level = 'locality' and not judged.is_plural and judged.has_determiner
                then 'village'
            when
                judged.noun_level in ('county', 'city') and not judged.is_plural
                and judged.has_determiner and judged.type_word != 'city'
                then 'county'
            when judged.noun_level = 'county' and judged.is_plural and judged.is_twin
                then 'twinned counties'
            when
                judged.noun_level in ('county', 'city') and judged.is_plural
                and judged.number_value is not null
                then 'counted counties'
            when
                judged.noun_level = 'county' and judged.is_plural and judged.has_determiner
                and judged.words_behind not like 'for %'
                then 'counties'
            when judged.noun_level = 'region' and judged.is_plural and judged.is_twin
                then 'twinned counties'
            when
                judged.noun_level = 'region' and judged.is_plural and judged.has_determiner
                and judged.number_value is not null
                then 'counted regions'
            when judged.type_word = 'province' and not judged.is_plural and judged.has_determiner
                then 'province'
            when judged.type_word = 'prefecture' and not judged.is_plural and judged.has_determiner
                then 'prefecture'
            when judged.type_word = 'city' and not judged.is_plural and judged.has_determiner
                then 'city'
        end as reference_type
    from judged
    inner join sentence on judged.sentence_key = sentence.sentence_key
    left join counted_before on judged.sentence_key = counted_before.sentence_key
    inner join passage
        on
            sentence.document_key = passage.document_key
            and sentence.section_key is not distinct from passage.section_key
    where
        (not judged.is_restricted or judged.is_twin)
        and reference_type is not null
        -- "The two Chongqing counties", but no "Hebei county".
        and (
            judged.within_province_code is null
            or (judged.noun_level = 'county' and judged.is_plural and judged.has_determiner)
        )
        -- "Drew up plans for 119 counties, signed an agreement with 44 of these counties".
        and not (
            judged.number_value is null
            and judged.is_plural
            and coalesce(counted_before.token_index < judged.token_index_first, false)
        )
        -- "the poor counties, namely X and Y": the names say it.
        and not {{ regexp_like(
            'judged.words_behind', "'(namely|such as|hereinafter|: [a-z])'"
        ) }}
        and not {{ regexp_like(
            'judged.words_behind',
            "'including (the )?[a-z]+ *(,|and|county|counties|city|district|banner)'"
        ) }}
        -- "county-level" is no reference.
        and judged.words_behind not like '- %'
)

select * from final
