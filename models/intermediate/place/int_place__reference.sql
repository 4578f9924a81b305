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
    select * from {{ ref('int_text__passage') }}
),

-- "The two Chongqing counties": those of them that lie there.
province_word as (
    select
        ranked_name.sentence_key,
        ranked_name.token_index_first,
        ranked_name.token_index_last,
        min(name_form.place_id) as province_code,
        bool_or(coalesce(ranked_name.norm_before, '') = 'of') as is_after_of
    from ranked_name
    inner join name_form
        on
            ranked_name.name_letters = name_form.name_letters
            and name_form.place_level = 'province'
    where
        (ranked_name.type_source is null or ranked_name.is_type_plural)
    group by
        ranked_name.sentence_key, ranked_name.token_index_first, ranked_name.token_index_last
),

-- "The two counties in Guangxi".
province_behind as (
    select
        type_match.sentence_key,
        type_match.token_index_first as noun_index,
        min(province_word.province_code) as province_code,
        max(province_word.token_index_last) as token_index_last
    from type_match
    inner join word as preposition
        on
            type_match.sentence_key = preposition.sentence_key
            and type_match.token_index_last + 1 = preposition.token_index
            and preposition.token_norm in ('in', 'of')
    inner join province_word
        on
            type_match.sentence_key = province_word.sentence_key
            and type_match.token_index_last + 2 = province_word.token_index_first
    where type_match.is_plural and type_match.place_level = 'county'
    group by type_match.sentence_key, type_match.token_index_first
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
            and not province_word.is_after_of
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
        {{ join_texts('word.token_norm', 'word.token_index', "' '") }} as words_behind
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
        max(coalesce(province_behind.token_index_last, noun.token_index_last))
            as token_index_last,
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
        max(coalesce(classed_word.province_code, province_behind.province_code))
            as within_province_code,
        bool_or(classed_word.token_norm = 'our') as is_own,
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
    left join province_behind
        on
            noun.sentence_key = province_behind.sentence_key
            and noun.token_index_first = province_behind.noun_index
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
            "'^(of|nationwide|across|throughout|with|which|that|where|covered|from|such|like|on|at|level)( |$)|^including '"
        ) }}
        or (
            {{ regexp_like('words_behind', "'^in [^0-9]'") }}
            -- "both counties in the 13th Five-Year Plan period", "the counties in total"
            and not {{ regexp_like(
                'words_behind',
                "'^in (the |its |this )?([0-9]|(past|last|first|second|whole|same|year|current|coming|reporting|total|all)( |$))'"
            ) }}
        ) as is_restricted
    from phrase
),

phrased as (
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
        judged.is_own,
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
        (
            not judged.is_restricted
            or judged.is_twin
            or (judged.within_province_code is not null and judged.number_value is not null)
        )
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
),

-- "150 million yuan for each of the three", "went to these two": a number alone.
pronoun as (
    select
        {{ row_key(['word.sentence_key', 'word.token_index', "'pronoun'"]) }} as reference_key,
        word.sentence_key,
        sentence.document_key,
        passage.passage_key,
        sentence.paragraph_key,
        sentence.sentence_index,
        word.token_index as token_index_first,
        word.token_index as token_index_last,
        reference_word.number_value,
        cast(null as string) as within_province_code,
        false as is_own,
        false as is_twin,
        'counted regions' as reference_type
    from word
    inner join reference_word
        on
            word.token_norm = reference_word.word
            and reference_word.word_class = 'number'
            and reference_word.number_value between 2 and 9
    inner join word as article
        on
            word.sentence_key = article.sentence_key
            and word.token_index - 1 = article.token_index
            and article.token_norm in ('the', 'these')
    inner join word as opener
        on
            word.sentence_key = opener.sentence_key
            and word.token_index - 2 = opener.token_index
            and opener.token_norm in ('of', 'to', 'for', 'in', 'into', 'among')
    left join word as next_word
        on
            word.sentence_key = next_word.sentence_key
            and word.token_index + 1 = next_word.token_index
    inner join sentence on word.sentence_key = sentence.sentence_key
    inner join passage
        on
            sentence.document_key = passage.document_key
            and sentence.section_key is not distinct from passage.section_key
    where
        next_word.token_norm is null
        or next_word.token_norm in (
            ',', '.', ';', ':', ')', 'from', 'in', 'by', 'were', 'was', 'have', 'had', 'has',
            'each', 'and', 'as', 'during', 'over', 'with'
        )
),

-- "Seven classes were opened there": where the text was last; no "there are".
there as (
    select
        {{ row_key(['word.sentence_key', 'word.token_index', "'there'"]) }} as reference_key,
        word.sentence_key,
        sentence.document_key,
        passage.passage_key,
        sentence.paragraph_key,
        sentence.sentence_index,
        word.token_index as token_index_first,
        word.token_index as token_index_last,
        cast(null as integer) as number_value,
        cast(null as string) as within_province_code,
        false as is_own,
        false as is_twin,
        'there' as reference_type
    from word
    inner join word as word_before
        on
            word.sentence_key = word_before.sentence_key
            and word.token_index - 1 = word_before.token_index
            and word_before.token_norm not in (',', ';', ':', '(', 'and', 'that', 'where', 'while')
    left join word as next_word
        on
            word.sentence_key = next_word.sentence_key
            and word.token_index + 1 = next_word.token_index
    inner join sentence on word.sentence_key = sentence.sentence_key
    inner join passage
        on
            sentence.document_key = passage.document_key
            and sentence.section_key is not distinct from passage.section_key
    where
        word.token_norm = 'there'
        and (
            next_word.token_norm is null
            or next_word.token_norm not in (
                'is', 'are', 'was', 'were', 'will', 'has', 'have', 'had', 'being', 'remain',
                'remains', 'remained', 'exist', 'existed', 'by', '-'
            )
        )
),

final as (
    select * from phrased
    where reference_type is not null
    union all
    select * from pronoun
    union all
    select * from there
)

select * from final
