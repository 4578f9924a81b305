-- One row per name of a county that has no one sure place in the gazetteer.
with mention as (
    select * from {{ ref('int_kept__place_name') }}
),

final as (
    select
        county_key,
        -- The fullest spelling, without the possessive ending.
        {{ regexp_replace_all(
            'max_by(mentioned_as, length(mentioned_as) * 1000000 - sentence_index)',
            "'(''|’)s$'", "''"
        ) }} as county_name,
        min(type_word) as type_word,
        min(province_code) as province_code,
        min(resolution) as resolution,
        count(*) as mention_count
    from mention
    where place_level = 'county' and place_id is null
    group by county_key
)

select * from final
