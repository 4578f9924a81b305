-- Numbers that are parts by what stands right beside them: "5 million of them", "9 million yuan (5
-- million for roads)", "9 million yuan of funds, 5 million for A County".
with fact as (
    select * from {{ ref('int_fact__mention') }}
),

term_mention as (
    select * from {{ ref('int_lexicon__term_mention') }}
),

mention as (
    select * from {{ ref('int_number__mention') }}
),

number_period as (
    select * from {{ ref('int_period__number_period') }}
),

word as (
    select
        sentence_key,
        token_index_first as token_index,
        bool_or(term_class = 'share_word') as is_share,
        bool_or(term_class = 'kind_word') as is_kind,
        bool_or(term_class = 'part_reference') as is_reference,
        bool_or(term_class = 'part_flow') as is_flow,
        bool_or(term_class in ('part_flow', 'part_use')) as is_use
    from term_mention
    where term_class in ('share_word', 'kind_word', 'part_reference', 'part_flow', 'part_use')
    group by sentence_key, token_index_first
),

sentence as (
    select distinct sentence_key from fact
),

token as (
    select
        token.sentence_key,
        token.token_index,
        token.token_norm,
        word.is_reference,
        word.is_flow,
        word.is_use,
        coalesce(lag(word.is_share) over in_sentence, false) as is_behind_share,
        coalesce(lead(word.is_kind, 2) over in_sentence, false) as is_of_kind,
        lag(token.token_norm) over in_sentence as norm_before,
        lead(token.token_norm) over in_sentence as norm_behind,
        lead(token.token_norm, 2) over in_sentence as second_behind,
        sum(case when token.token_norm in (',', ';', ':', '(') then 1 else 0 end) over in_sentence
            as stop_count
    from sentence
    inner join {{ ref('int_text__token') }} as token on sentence.sentence_key = token.sentence_key
    left join word
        on token.sentence_key = word.sentence_key and token.token_index = word.token_index
    window in_sentence as (partition by token.sentence_key order by token.token_index)
),

-- What stands right before and behind each number.
placed as (
    select
        fact.*,
        ahead.token_index as before_index,
        ahead.token_norm as norm_before,
        ahead.is_behind_share,
        ahead.stop_count,
        behind.token_norm as norm_behind,
        behind.stop_count as stop_count_behind,
        coalesce(behind.is_flow, false) as is_flow,
        ahead.token_norm = 'with' and ahead.norm_before = ','
        and (behind.is_use or behind.token_norm in ('in', 'for', 'to', 'from', 'on', 'into'))
            as is_with_use,
        -- "5 million of it", "thereof", "out of this"; not "32 courses of this kind".
        behind.is_reference
        or case
            when behind.token_norm in ('of', 'among') and not behind.is_of_kind
                then behind.norm_behind
            when behind.token_norm in ('out', 'being') and behind.norm_behind in ('of', 'among')
                then behind.second_behind
        end in ('them', 'these', 'those', 'whom', 'which', 'this', 'it', 'that') as is_referring,
        number_period.period_start_year,
        number_period.period_end_year
    from fact
    left join number_period on fact.mention_key = number_period.mention_key
    left join token as ahead
        on
            fact.sentence_key = ahead.sentence_key
            and least(fact.bound_index_first, fact.phrase_index_first) - 1 = ahead.token_index
    left join token as behind
        on
            fact.sentence_key = behind.sentence_key
            and fact.phrase_index_last + 1 = behind.token_index
),

-- What was told before it: of its kind, of its list, in the sentence.
told as (
    select
        *,
        lag(phrase_index_last) over same_kind as total_index_last,
        lag(norm_behind) over same_kind as total_norm_behind,
        lag(stop_count_behind) over same_kind as total_stop_count,
        lag(number_value) over same_kind > number_value as is_smaller,
        lag(period_start_year) over same_kind as total_start_year,
        lag(period_end_year) over same_kind as total_end_year,
        max(case when is_referring then token_index_first end) over same_kind as referring_index,
        max(case when is_referring then stop_count_behind end) over same_kind
            as referring_stop_count,
        max(case when is_with_use and chain_key is not null then before_index end) over (
            partition by chain_key order by chain_position
        ) as with_index,
        max(number_value) over (
            partition by sentence_key, measure order by token_index_first
        ) > number_value as is_behind_larger
    from placed
    window same_kind as (
        partition by sentence_key, measure, unit_term order by token_index_first
    )
),

-- "1,945 people came, and 1,870 of them learned": of those, whatever is counted elsewhere.
of_others as (
    select distinct told.mention_key
    from told
    inner join mention
        on
            told.sentence_key = mention.sentence_key
            and told.token_index_first > mention.token_index_last
            and told.number_value < mention.number_value
            and (
                told.unit_class is not distinct from mention.unit_class
                or (mention.unit_class is null and told.measure != 'funds')
            )
    where told.is_referring and not told.is_behind_larger
),

-- "9 million for Bei, 5 million for Yun" is a list.
alike as (
    select distinct told.mention_key
    from told
    inner join token
        on
            told.sentence_key = token.sentence_key
            and told.norm_behind = token.token_norm
            and told.total_index_last < token.token_index
            and told.before_index > token.token_index
),

related as (
    select
        told.*,
        case
            when told.is_referring and of_others.mention_key is null then 'referring'
            -- "9 million yuan of relief funds, 5 million for A County".
            when
                told.norm_before = ',' and told.is_smaller and told.total_norm_behind = 'of'
                and told.norm_behind in ('for', 'to', 'from', 'in', 'into', 'by')
                and told.stop_count = told.total_stop_count + 1 and alike.mention_key is null
                then 'apposed_for_use'
            -- "90 million yuan from 2011 to 2018, 9 million in 2018".
            when
                told.norm_before = ',' and told.is_smaller
                and told.total_start_year < told.total_end_year
                and told.period_start_year = told.period_end_year
                and told.period_end_year between told.total_start_year and told.total_end_year
                then 'apposed_for_year'
            -- Not "40%, or 9 million yuan, for roads, a quarter (5 million) for wells".
            when told.norm_before = '(' and not told.is_behind_share then 'in_bracket'
            when told.is_with_use then 'with_use'
            when told.norm_before = ',' and told.is_flow then 'flowing'
            -- "… with 5 million yuan for roads and 3 million for wells".
            when told.with_index is not null then 'listed_with_use'
            -- "… 5 million of it going to roads and 3 million to wells".
            when
                told.norm_before = 'and' and told.stop_count = told.referring_stop_count
                and told.norm_behind in ('to', 'for', 'in', 'into', 'on', 'from', 'by')
                then 'listed_referring'
        end as relation
    from told
    left join of_others on told.mention_key = of_others.mention_key
    left join alike on told.mention_key = alike.mention_key
),

placed_span as (
    select
        mention_key,
        token_index_first,
        relation,
        case
            when relation in ('referring', 'apposed_for_use', 'apposed_for_year')
                then token_index_first
            when relation in ('in_bracket', 'with_use', 'flowing') then before_index
            when relation = 'listed_with_use' then with_index
            when relation = 'listed_referring' then referring_index
        end as span_key
    from related
    where relation is not null
),

final as (
    select
        mention_key,
        cast(span_key as string) as span_key,
        'beside' as span_class,
        relation,
        'any' as number_group,
        token_index_first - span_key as distance
    from placed_span
)

select * from final
