-- One row per reference and place that it stands for.
with reference as (
    select * from {{ ref('int_place__reference') }}
),

place_group as (
    select * from {{ ref('int_place__group') }}
),

twinning as (
    select * from {{ ref('int_place__twinning') }}
),

mention as (
    select * from {{ ref('int_place__mention_resolved') }}
),

ranked_name as (
    select * from {{ ref('int_place__ranked_name') }}
),

locality as (
    select * from {{ ref('int_place__locality') }}
),

twin_zone as (
    select * from {{ ref('int_place__twin_zone') }}
),

topic as (
    select * from {{ ref('int_place__topic') }}
),

county as (
    select * from {{ ref('int_place__county') }}
),

sentence as (
    select * from {{ ref('int_text__sentence') }}
),

-- The document's own first spelling of a county.
first_spelling as (
    select
        document_key,
        county_key,
        min_by(mentioned_as, sentence_index * 10000 + token_index_first) as mentioned_as
    from mention
    where county_key is not null
    group by document_key, county_key
),

twin_set as (
    select
        passage_key,
        county_key,
        count(*) over (partition by passage_key) as county_count
    from twinning
),

group_size as (
    select
        group_key,
        min(passage_key) as passage_key,
        min(paragraph_key) as paragraph_key,
        min(sentence_key) as sentence_key,
        min(sentence_index) as sentence_index,
        min(group_index_first) as group_index_first,
        count(distinct county_key) as county_count
    from place_group
    where county_key is not null
    group by group_key
),

-- Groups before the reference, the nearest first.
earlier_group as (
    select
        reference.reference_key,
        group_size.group_key,
        group_size.county_count,
        group_size.paragraph_key = reference.paragraph_key as is_same_paragraph,
        row_number() over (
            partition by reference.reference_key, group_size.county_count
            order by
                group_size.sentence_index desc,
                group_size.group_index_first desc,
                group_size.group_key asc
        ) as nearness_of_size,
        row_number() over (
            partition by reference.reference_key, group_size.county_count > 1
            order by
                group_size.sentence_index desc,
                group_size.group_index_first desc,
                group_size.group_key asc
        ) as nearness_of_kind
    from reference
    inner join group_size
        on
            reference.passage_key = group_size.passage_key
            and (
                reference.sentence_index > group_size.sentence_index
                or (
                    reference.sentence_key = group_size.sentence_key
                    and reference.token_index_first > group_size.group_index_first
                )
            )
    where
        reference.reference_type in (
            'counted counties', 'counted regions', 'counties', 'twinned counties'
        )
),

-- How a plural may be read, the likeliest first.
reading as (
    select
        earlier_group.reference_key,
        earlier_group.group_key,
        case when earlier_group.is_same_paragraph then 1 else 3 end as reading_rank
    from reference
    inner join earlier_group on reference.reference_key = earlier_group.reference_key
    where
        reference.number_value = earlier_group.county_count
        and earlier_group.nearness_of_size = 1
        and (reference.reference_type != 'counted regions' or earlier_group.is_same_paragraph)

    union all

    select distinct
        reference.reference_key,
        cast(null as string) as group_key,
        case when reference.number_value is null then 0 else 2 end as reading_rank
    from reference
    inner join twin_set on reference.passage_key = twin_set.passage_key
    left join twin_zone on reference.passage_key = twin_zone.passage_key
    where
        (
            reference.reference_type in ('counted counties', 'twinned counties')
            or (
                reference.reference_type in ('counties', 'counted regions')
                and reference.sentence_index >= twin_zone.first_sentence_index
            )
        )
        and (
            reference.number_value = twin_set.county_count
            or (reference.number_value is null and twin_set.county_count > 1)
            or reference.reference_type = 'twinned counties' and reference.number_value is null
        )

    union all

    select
        earlier_group.reference_key,
        earlier_group.group_key,
        4 as reading_rank
    from reference
    inner join earlier_group on reference.reference_key = earlier_group.reference_key
    where
        reference.number_value is null
        and reference.reference_type = 'counties'
        and earlier_group.county_count > 1
        and earlier_group.nearness_of_kind = 1
        and earlier_group.is_same_paragraph
),

known_county as (
    select
        passage_key,
        county_key,
        1 as reading_rank
    from twin_set

    union all

    select
        passage_key,
        county_key,
        2 as reading_rank
    from place_group
    where county_key is not null
),

-- Counties of one province: of the supported ones, else of those named before.
province_county as (
    select distinct
        reference.reference_key,
        known_county.county_key,
        reference.number_value,
        known_county.reading_rank
    from reference
    inner join known_county
        on reference.passage_key = known_county.passage_key
    inner join county
        on
            known_county.county_key = county.county_key
            and reference.within_province_code = county.province_code
),

province_reading as (
    select
        reference_key,
        min(reading_rank) as reading_rank
    from (
        select
            reference_key,
            reading_rank
        from province_county
        group by reference_key, reading_rank
        having coalesce(min(number_value), count(*)) = count(*)
    ) as fitting_reading
    group by reference_key
),

best_reading as (
    select *
    from reading
    where
        reference_key not in (
            select reference.reference_key
            from reference
            where reference.within_province_code is not null
        )
    qualify row_number() over (partition by reference_key order by reading_rank, group_key) = 1
),

-- "There": all counties of the last list.
there_group as (
    select
        reference.reference_key,
        group_size.group_key
    from reference
    inner join group_size
        on
            reference.paragraph_key = group_size.paragraph_key
            and reference.sentence_index - group_size.sentence_index between 0 and 2
            and (
                reference.sentence_index > group_size.sentence_index
                or reference.token_index_first > group_size.group_index_first
            )
    where reference.reference_type = 'there'
    qualify
        row_number() over (
            partition by reference.reference_key
            order by
                group_size.sentence_index desc,
                group_size.group_index_first desc,
                group_size.group_key asc
        ) = 1
),

plural_place as (
    select
        there_group.reference_key,
        place_group.county_key
    from there_group
    inner join place_group on there_group.group_key = place_group.group_key
    where place_group.county_key is not null

    union

    select
        best_reading.reference_key,
        place_group.county_key
    from best_reading
    inner join place_group on best_reading.group_key = place_group.group_key
    where place_group.county_key is not null

    union

    select
        best_reading.reference_key,
        twin_set.county_key
    from best_reading
    inner join reference on best_reading.reference_key = reference.reference_key
    inner join twin_set on reference.passage_key = twin_set.passage_key
    where best_reading.group_key is null

    union

    select
        province_county.reference_key,
        province_county.county_key
    from province_county
    inner join province_reading
        on
            province_county.reference_key = province_reading.reference_key
            and province_county.reading_rank = province_reading.reading_rank
),

-- Single places named before, villages and towns through their county.
single_place as (
    select
        place_group.passage_key,
        place_group.paragraph_key,
        place_group.sentence_index,
        place_group.token_index_first,
        place_group.county_key,
        place_group.province_code,
        case when county.county_type = 'county-level city' then 'county city' else 'county' end
            as place_kind
    from place_group
    left join county on place_group.county_key = county.county_key
    where place_group.county_key is not null

    union all

    select
        passage_key,
        paragraph_key,
        sentence_index,
        token_index_first,
        cast(null as string) as county_key,
        province_code,
        place_level as place_kind
    from place_group
    where place_level in ('province', 'prefecture') and province_code is not null

    union all

    select
        locality.passage_key,
        ranked_name.paragraph_key,
        ranked_name.sentence_index,
        ranked_name.token_index_first,
        locality.county_key,
        locality.province_code,
        'locality' as place_kind
    from ranked_name
    inner join locality
        on
            ranked_name.passage_key = locality.passage_key
            and ranked_name.name_letters = locality.name_letters
),

singular_place as (
    select
        reference.reference_key,
        single_place.county_key,
        single_place.province_code
    from reference
    inner join single_place
        on
            reference.passage_key = single_place.passage_key
            and (
                reference.sentence_index > single_place.sentence_index
                or (
                    reference.sentence_index = single_place.sentence_index
                    and reference.token_index_first > single_place.token_index_first
                )
            )
            and case reference.reference_type
                when 'county'
                    then single_place.place_kind in ('county', 'county city', 'locality')
                when 'village'
                    then single_place.place_kind in ('county', 'county city', 'locality')
                when 'province'
                    then single_place.place_kind in ('province', 'county', 'county city')
                when 'city' then single_place.place_kind in ('prefecture', 'county city')
                when 'prefecture' then single_place.place_kind = 'prefecture'
                else false
            end
            and reference.paragraph_key = single_place.paragraph_key
            and (
                reference.reference_type != 'village'
                or reference.sentence_index - single_place.sentence_index <= 2
            )
    left join topic on reference.passage_key = topic.passage_key
    -- "Our county" is the one that reports.
    where
        not reference.is_own
        or topic.passage_key is null
        or (reference.reference_type = 'county' and topic.county_key is null)
    qualify
        row_number() over (
            partition by reference.reference_key
            order by
                single_place.sentence_index desc,
                single_place.token_index_first desc,
                single_place.county_key asc
        ) = 1
),

-- "In the banner", below a heading that names it.
heading_county as (
    select
        reference.reference_key,
        min(place_group.county_key) as county_key
    from reference
    inner join sentence on reference.sentence_key = sentence.sentence_key
    inner join sentence as heading_sentence
        on
            sentence.heading_key = heading_sentence.heading_key
            and heading_sentence.paragraph_type = 'heading'
    inner join place_group
        on
            heading_sentence.sentence_key = place_group.sentence_key
            and place_group.county_key is not null
    left join singular_place on reference.reference_key = singular_place.reference_key
    where reference.reference_type = 'county' and singular_place.reference_key is null
    group by reference.reference_key
    having count(distinct place_group.county_key) = 1
),

-- "the county" of an agency that supports one, not named before.
sole_twin as (
    select
        reference.reference_key,
        twin_set.county_key
    from reference
    inner join twin_set
        on reference.passage_key = twin_set.passage_key and twin_set.county_count = 1
    left join singular_place on reference.reference_key = singular_place.reference_key
    left join heading_county on reference.reference_key = heading_county.reference_key
    where
        reference.reference_type in ('county', 'counties', 'village')
        and singular_place.reference_key is null
        and heading_county.reference_key is null
),

-- "the county" where the passage has named one county so far, in an earlier paragraph.
only_county as (
    select
        reference.reference_key,
        min(place_group.county_key) as county_key
    from reference
    inner join place_group
        on
            reference.passage_key = place_group.passage_key
            and reference.sentence_index > place_group.sentence_index
            and place_group.county_key is not null
    left join singular_place on reference.reference_key = singular_place.reference_key
    left join sole_twin on reference.reference_key = sole_twin.reference_key
    left join heading_county on reference.reference_key = heading_county.reference_key
    where
        reference.reference_type = 'county'
        and singular_place.reference_key is null
        and sole_twin.reference_key is null
        and heading_county.reference_key is null
    group by reference.reference_key
    having count(distinct place_group.county_key) = 1
),

-- "The county" of news in many short paragraphs: the last one named below the same heading.
last_county as (
    select
        reference.reference_key,
        place_group.county_key
    from reference
    inner join sentence on reference.sentence_key = sentence.sentence_key
    inner join place_group
        on
            reference.passage_key = place_group.passage_key
            and place_group.county_key is not null
            and reference.sentence_index - place_group.sentence_index between 1 and 12
    inner join sentence as named_sentence
        on
            place_group.sentence_key = named_sentence.sentence_key
            and sentence.heading_key is not distinct from named_sentence.heading_key
            and named_sentence.paragraph_type = 'body'
    left join topic on reference.passage_key = topic.passage_key
    left join singular_place on reference.reference_key = singular_place.reference_key
    left join sole_twin on reference.reference_key = sole_twin.reference_key
    left join only_county on reference.reference_key = only_county.reference_key
    left join heading_county on reference.reference_key = heading_county.reference_key
    where
        reference.reference_type = 'county'
        and topic.county_key is null
        and singular_place.reference_key is null
        and sole_twin.reference_key is null
        and only_county.reference_key is null
        and heading_county.reference_key is null
    qualify
        row_number() over (
            partition by reference.reference_key
            order by
                place_group.sentence_index desc,
                place_group.token_index_first desc,
                place_group.county_key asc
        ) = 1
),

-- "the prefecture" of a white paper, "the county" of a county's report: what its title names.
topic_place as (
    select
        reference.reference_key,
        case when reference.reference_type in ('county', 'village') then topic.county_key end
            as county_key,
        topic.province_code
    from reference
    inner join topic on reference.passage_key = topic.passage_key
    left join singular_place on reference.reference_key = singular_place.reference_key
    left join sole_twin on reference.reference_key = sole_twin.reference_key
    left join only_county on reference.reference_key = only_county.reference_key
    left join heading_county on reference.reference_key = heading_county.reference_key
    where
        singular_place.reference_key is null
        and heading_county.reference_key is null
        and sole_twin.reference_key is null
        and only_county.reference_key is null
        and (
            reference.reference_type in ('province', 'prefecture', 'city')
            or (reference.reference_type in ('county', 'village') and topic.county_key is not null)
        )
),

resolved as (
    select
        plural_place.reference_key,
        plural_place.county_key,
        county.province_code
    from plural_place
    left join county on plural_place.county_key = county.county_key

    union

    select
        singular_place.reference_key,
        case
            when reference.reference_type in ('county', 'village', 'city')
                then singular_place.county_key
        end as county_key,
        singular_place.province_code
    from singular_place
    inner join reference on singular_place.reference_key = reference.reference_key

    union

    select
        heading_county.reference_key,
        heading_county.county_key,
        county.province_code
    from heading_county
    left join county on heading_county.county_key = county.county_key

    union

    select
        sole_twin.reference_key,
        sole_twin.county_key,
        county.province_code
    from sole_twin
    left join county on sole_twin.county_key = county.county_key

    union

    select
        only_county.reference_key,
        only_county.county_key,
        county.province_code
    from only_county
    left join county on only_county.county_key = county.county_key

    union

    select
        last_county.reference_key,
        last_county.county_key,
        county.province_code
    from last_county
    left join county on last_county.county_key = county.county_key

    union

    select
        reference_key,
        county_key,
        province_code
    from topic_place
),

final as (
    select
        reference.reference_key,
        reference.document_key,
        reference.passage_key,
        reference.paragraph_key,
        reference.sentence_key,
        reference.sentence_index,
        reference.reference_type,
        reference.token_index_first,
        reference.token_index_last,
        resolved.county_key,
        resolved.province_code,
        first_spelling.mentioned_as
    from reference
    inner join resolved on reference.reference_key = resolved.reference_key
    left join first_spelling
        on
            reference.document_key = first_spelling.document_key
            and resolved.county_key = first_spelling.county_key
)

select * from final
