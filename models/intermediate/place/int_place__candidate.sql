-- One row per possible name and place of the gazetteer that it may mean.
with ranked_name as (
    select * from {{ ref('int_place__ranked_name') }}
),

name_form as (
    select * from {{ ref('int_place__name_form') }}
),

entry as (
    select * from {{ ref('int_place__entry') }}
),

stated_parent as (
    select * from {{ ref('int_place__stated_parent') }}
),

-- Names that only one place of China has, and that is a county, banner or city. Districts are
-- too often named with words of everyday language.
sole_name as (
    select name_form.name_letters
    from name_form
    inner join entry
        on name_form.place_level = entry.place_level and name_form.place_id = entry.place_id
    where length(name_form.name_letters) >= 5
    group by name_form.name_letters
    having
        count(distinct concat(entry.place_level, entry.place_id)) = 1
        and bool_and(entry.place_level = 'county' and entry.type_word != 'district')
),

preposition as (
    select * from {{ ref('place_preposition') }}
),

-- "the road from X to Y" runs between places.
route_sentence as (
    select distinct sentence_key
    from ranked_name
    where norm_before = 'from'
),

with_parent as (
    select distinct name_key
    from stated_parent
),

-- Names that the same section writes with the type word of a county somewhere.
introduced_name as (
    select distinct
        passage_key,
        name_letters
    from ranked_name
    where
        type_source is not null
        and is_known
        -- "Bazhong City" introduces no county, "Lichuan City" does.
        and (
            type_level = 'county'
            or (type_word = 'city' and own_province_code is null and not is_prefecture_name)
        )
),

-- The prefecture that a document's title or the line below it names.
home_prefecture as (
    select distinct
        ranked_name.passage_key,
        entry.place_id as prefecture_code
    from ranked_name
    inner join name_form
        on
            ranked_name.name_letters = name_form.name_letters
            and name_form.place_level = 'prefecture'
    inner join entry
        on name_form.place_level = entry.place_level and name_form.place_id = entry.place_id
    where
        ranked_name.paragraph_type in ('title', 'document_header', 'heading')
        and ranked_name.passage_key = ranked_name.document_key
        and ranked_name.type_source = 'after'
        and ranked_name.type_word in ('prefecture', 'city')
),

matched as (
    select
        ranked_name.name_key,
        entry.place_level,
        entry.place_id,
        min(entry.province_code) as province_code,
        min(entry.prefecture_code) as prefecture_code,
        min(name_form.form_kind) as form_kind,
        bool_or(name_form.is_official) as is_official,
        bool_or(name_form.is_common_word) as is_common_word,
        bool_or(entry.type_word = ranked_name.type_word) as has_type_fit,
        max(name_form.word_count) as word_count
    from ranked_name
    inner join name_form on ranked_name.name_letters = name_form.name_letters
    inner join entry
        on name_form.place_level = entry.place_level and name_form.place_id = entry.place_id
    where ranked_name.is_known
    group by ranked_name.name_key, entry.place_level, entry.place_id
),

-- "Hualong and Xunhua": of the counties of this name, the one beside the other's.
list_sibling as (
    select
        ranked_name.passage_key,
        ranked_name.name_letters,
        matched.place_id
    from matched
    inner join ranked_name on matched.name_key = ranked_name.name_key
    inner join ranked_name as other_name
        on
            ranked_name.sentence_key = other_name.sentence_key
            and ranked_name.list_number = other_name.list_number
            and ranked_name.name_key != other_name.name_key
    inner join sole_name on other_name.name_letters = sole_name.name_letters
    inner join matched as other_match
        on
            other_name.name_key = other_match.name_key
            and matched.prefecture_code = other_match.prefecture_code
    -- "Yumin County, Tacheng": the prefecture's own name behind one of its counties.
    left join name_form as prefecture_name
        on
            ranked_name.name_letters = prefecture_name.name_letters
            and prefecture_name.place_level = 'prefecture'
            and matched.prefecture_code = prefecture_name.place_id
    where
        prefecture_name.place_id is null
        and matched.place_level = 'county'
        and not matched.is_common_word
        and ranked_name.type_source is null
        and not ranked_name.is_before_capital
        and not other_name.is_before_capital
        and not ranked_name.is_after_capital
        and coalesce(ranked_name.head_class, '') = ''
    group by ranked_name.passage_key, ranked_name.name_letters, matched.place_id
),

judged as (
    select
        matched.*,
        ranked_name.type_word,
        ranked_name.type_level,
        ranked_name.type_source,
        ranked_name.own_province_code,
        ranked_name.head_class,
        ranked_name.is_after_capital,
        ranked_name.is_before_capital,
        ranked_name.norm_behind,
        ranked_name.token_index_last - ranked_name.token_index_first + 1 as written_word_count,
        bool_or(matched.has_type_fit) over (partition by matched.name_key) as is_type_known,
        introduced_name.name_letters is not null
        or list_sibling.name_letters is not null as is_introduced,
        -- "Xide received": a county of the prefecture that the document is about.
        home_prefecture.prefecture_code is not null
        and not matched.is_common_word
        and length(ranked_name.name_letters) >= 4
        and (
            preposition.word is not null
            or ranked_name.list_size > 1
            or ranked_name.norm_before is null
            or ranked_name.norm_before in (',', ';', '(', 'and')
        ) as is_home_name,
        with_parent.name_key is not null as has_parent,
        -- "in Leling", "Xiji, Leling and Yanchi": where a place is named.
        sole_name.name_letters is not null
        and ranked_name.paragraph_type in ('body', 'heading')
        and (preposition.word is not null or ranked_name.list_size > 1)
        and (
            ranked_name.norm_before not in ('from', 'to')
            or route_sentence.sentence_key is null
        ) as is_sole_name
    from matched
    inner join ranked_name on matched.name_key = ranked_name.name_key
    left join introduced_name
        on
            ranked_name.passage_key = introduced_name.passage_key
            and ranked_name.name_letters = introduced_name.name_letters
    left join list_sibling
        on
            ranked_name.passage_key = list_sibling.passage_key
            and ranked_name.name_letters = list_sibling.name_letters
            and matched.place_id = list_sibling.place_id
    left join home_prefecture
        on
            ranked_name.passage_key = home_prefecture.passage_key
            and matched.prefecture_code = home_prefecture.prefecture_code
    left join with_parent on matched.name_key = with_parent.name_key
    left join sole_name on ranked_name.name_letters = sole_name.name_letters
    left join preposition on ranked_name.norm_before = preposition.word
    left join route_sentence on ranked_name.sentence_key = route_sentence.sentence_key
),

decided as (
    select
        *,
        case
            -- "US$150 million" and "Hong Kong dollars" are money.
            when norm_behind in ('$', 'dollar', 'dollars') then false
            -- A town or village of this name.
            when type_source = 'after' and type_level = 'locality' then false
            when type_source = 'after' and type_level = 'county' then place_level = 'county'
            when type_source = 'after' and type_word = 'province' then place_level = 'province'
            when type_source = 'after' and type_word in ('prefecture', 'city')
                then has_type_fit or (place_level in ('prefecture', 'county') and not is_type_known)
            when type_source = 'after' and type_word = 'region'
                then place_level in ('province', 'prefecture', 'region', 'country')
            when own_province_code is not null then place_level = 'province'
            when is_type_known then has_type_fit
            -- No type word, or one that no place of this name has.
            when written_word_count != word_count then false
            -- "Dahua High School", where the text speaks of Dahua County.
            when place_level = 'county' and head_class = 'local'
                then is_introduced and not is_after_capital
            when place_level = 'county' and (head_class = 'apart' or is_before_capital) then false
            when head_class = 'local' then false
            when is_after_capital or is_before_capital
                then
                    place_level in ('province', 'country', 'region')
                    or (place_level = 'prefecture' and head_class is not null)
                    or (has_parent and not is_common_word)
            when is_common_word then is_introduced and place_level = 'county'
            when place_level = 'county'
                then is_introduced or has_parent or is_sole_name or is_home_name
            else true
        end as is_possible
    from judged
),

final as (
    select
        name_key,
        place_level,
        place_id,
        province_code,
        prefecture_code,
        form_kind,
        is_official,
        has_type_fit,
        is_introduced,
        has_parent
    from decided
    where is_possible
)

select * from final
