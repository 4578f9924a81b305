-- Where the text turns from a total to its parts: "of which", "including", "Of the pooled funds,
-- …", "38 of them".
with fact as (
    select * from {{ ref('int_fact__mention') }}
),

term_mention as (
    select * from {{ ref('int_lexicon__term_mention') }}
),

token as (
    select * from {{ ref('int_text__token') }}
),

mention as (
    select * from {{ ref('int_number__mention') }}
),

number_period as (
    select * from {{ ref('int_period__number_period') }}
),

token_position as (
    select * from {{ ref('int_number__token_position') }}
),

clause_token as (
    select
        sentence_key,
        token_index,
        token_norm,
        lag(token_norm) over (partition by sentence_key order by token_index) as previous_norm,
        lag(token_norm, 2) over (partition by sentence_key order by token_index) as earlier_norm,
        lead(token_norm) over (partition by sentence_key order by token_index) as next_norm,
        lead(token_norm, 2) over (partition by sentence_key order by token_index) as second_norm,
        sum(case token_norm when '(' then 1 when ')' then -1 else 0 end)
            over (partition by sentence_key order by token_index) as bracket_depth
    from token
),

negation as (
    select
        sentence_key,
        token_index
    from clause_token
    where token_norm = 'not'
),

cue as (
    select
        term_mention.sentence_key,
        -- "Yun County alone got 5 million" opens its sentence.
        case
            when term_mention.term = 'alone' and term_mention.token_index_first <= 4 then 1
            else term_mention.token_index_first
        end as token_index_first,
        term_mention.token_index_last,
        false as opens_with_article
    from term_mention
    left join negation
        on
            term_mention.sentence_key = negation.sentence_key
            and term_mention.token_index_first - 1 = negation.token_index
    -- "Not including the 9 million yuan of goods".
    where term_mention.term_class = 'part' and negation.sentence_key is null

    union

    select
        sentence_key,
        token_index as token_index_first,
        token_index as token_index_last,
        false as opens_with_article
    from clause_token
    where token_norm in ('wherein', 'whereof')

    union

    -- "A credit line of 9 million was opened, and the firm drew down 5 million".
    select
        sentence_key,
        token_index as token_index_first,
        token_index + 1 as token_index_last,
        false as opens_with_article
    from clause_token
    where token_norm in ('drew', 'drawn', 'drawing') and next_norm = 'down'

    union

    -- "9 people got out; Yun and Bei contributed 5 and 4".
    select
        clause_token.sentence_key,
        clause_token.token_index as token_index_first,
        clause_token.token_index as token_index_last,
        false as opens_with_article
    from clause_token
    inner join fact
        on
            clause_token.sentence_key = fact.sentence_key
            and clause_token.token_index = fact.bound_index_first - 1
            and clause_token.token_norm in ('contributed', 'contributing')
            and fact.measure != 'funds'

    union

    -- "Roads accounted for 5 million".
    select
        clause_token.sentence_key,
        clause_token.token_index as token_index_first,
        clause_token.token_index + 1 as token_index_last,
        false as opens_with_article
    from clause_token
    inner join fact
        on
            clause_token.sentence_key = fact.sentence_key
            and clause_token.token_index = fact.bound_index_first - 2
            and clause_token.token_norm in ('accounted', 'accounting')
            and clause_token.next_norm = 'for'

    union

    -- A clause that opens with "of the …", "of these …".
    select
        sentence_key,
        token_index as token_index_first,
        token_index + 1 as token_index_last,
        next_norm in ('the', 'this', 'these', 'those') as opens_with_article
    from clause_token
    where
        token_norm = 'of'
        and coalesce(previous_norm, '.') in ('.', ',', '(', ';', ':', 'and', '"')
        and next_norm in ('the', 'this', 'these', 'those', 'them', 'that', 'it', 'which', 'whom')

    union

    -- "Out of 9 million yuan, …".
    select
        sentence_key,
        token_index as token_index_first,
        token_index as token_index_last,
        true as opens_with_article
    from clause_token
    where
        token_norm = 'of'
        and previous_norm = 'out'
        and coalesce(earlier_norm, '.') in ('.', ',', ';', ':', 'and')
        and next_norm not in ('which', 'whom', 'them', 'it')
),

-- "Out of the lottery fund 5 million was given": a source, unless it is the fund just spoken of.
source_name as (
    select distinct
        cue.sentence_key,
        cue.token_index_first
    from cue
    inner join clause_token
        on
            cue.sentence_key = clause_token.sentence_key
            and cue.opens_with_article
            and clause_token.token_index - cue.token_index_first between 3 and 7
            and clause_token.token_norm in ('fund', 'budget', 'treasury', 'purse', 'account')
),

-- "… of which 5 million for roads, and raise 3 million": the next act of the same subject.
next_act as (
    select distinct
        clause_token.sentence_key,
        clause_token.token_index
    from clause_token
    inner join term_mention
        on
            clause_token.sentence_key = term_mention.sentence_key
            and clause_token.token_index = term_mention.token_index_first
            and (
                term_mention.term_class = 'predicate'
                or starts_with(term_mention.term_class, 'give_')
            )
    where clause_token.previous_norm = 'and' and clause_token.earlier_norm = ','
),

before_part as (
    select
        fact.mention_key,
        max(cue.token_index_first) as cue_index_first,
        max_by(cue.opens_with_article, cue.token_index_first) as opens_with_article
    from fact
    inner join cue
        on fact.sentence_key = cue.sentence_key and fact.token_index_first > cue.token_index_last
    inner join token_position as cue_position
        on
            cue.sentence_key = cue_position.sentence_key
            and cue.token_index_last = cue_position.token_index
    inner join token_position as part_position
        on
            fact.sentence_key = part_position.sentence_key
            and fact.token_index_first = part_position.token_index
    inner join clause_token as cue_token
        on
            cue.sentence_key = cue_token.sentence_key
            and cue.token_index_first = cue_token.token_index
    inner join clause_token as part_token
        on
            fact.sentence_key = part_token.sentence_key
            and fact.token_index_first = part_token.token_index
    left join source_name
        on
            cue.sentence_key = source_name.sentence_key
            and cue.token_index_first = source_name.token_index_first
    left join next_act as act_between
        on
            fact.sentence_key = act_between.sentence_key
            and act_between.token_index between cue.token_index_last + 1
            and fact.token_index_first
    -- "200 people were trained, 79 of whom found work, and 208 others": the cue is of the 79 only.
    left join mention as cue_number
        on
            cue.sentence_key = cue_number.sentence_key
            and cue.token_index_first - 1 = cue_number.phrase_index_last
            and fact.bound_index_first - cue.token_index_last > 2
            and coalesce(cue_number.unit_class, fact.unit_class) = fact.unit_class
            and cue_token.token_norm in ('of', 'among')
    -- A semicolon ends the enumeration, and so does the bracket in which it stands.
    where
        cue_number.mention_key is null
        and source_name.sentence_key is null
        and act_between.sentence_key is null
        and part_position.semicolon_count = cue_position.semicolon_count
        and part_token.bracket_depth >= cue_token.bracket_depth
    group by fact.mention_key
),

-- "5 million of it", "5 million thereof", "5 million out of this".
behind_part as (
    select
        fact.mention_key,
        fact.token_index_first as cue_index_first,
        false as opens_with_article
    from fact
    inner join clause_token
        on
            fact.sentence_key = clause_token.sentence_key
            and clause_token.token_index = fact.phrase_index_last + 1
            and (
                clause_token.token_norm in ('thereof', 'therein')
                or (
                    clause_token.token_norm in ('of', 'among')
                    -- "32 courses of this kind"
                    and clause_token.second_norm not in ('kind', 'type', 'sort', 'size')
                    and (
                        clause_token.next_norm in (
                            'them', 'these', 'those', 'whom', 'which', 'this', 'it', 'that'
                        )
                        or (
                            clause_token.next_norm = 'the'
                            and clause_token.second_norm in (
                                'sum', 'total', 'amount', 'money', 'same'
                            )
                        )
                    )
                )
                or (
                    clause_token.token_norm in ('out', 'being')
                    and clause_token.next_norm in ('of', 'among')
                    and clause_token.second_norm in (
                        'them', 'these', 'those', 'whom', 'which', 'this', 'it', 'that'
                    )
                )
            )
),

-- "1,945 people came, and 1,870 of them learned": of those, whatever is counted elsewhere.
behind_other as (
    select behind_part.mention_key
    from behind_part
    inner join fact on behind_part.mention_key = fact.mention_key
    inner join mention
        on
            fact.sentence_key = mention.sentence_key
            and fact.token_index_first > mention.token_index_last
    left join fact as own_total
        on
            fact.sentence_key = own_total.sentence_key
            and fact.measure = own_total.measure
            and fact.token_index_first > own_total.token_index_first
            and fact.number_value < own_total.number_value
    where
        own_total.mention_key is null
        and mention.number_value > fact.number_value
        and (
            mention.unit_class is not distinct from fact.unit_class
            or (mention.unit_class is null and fact.measure != 'funds')
        )
),

-- "… 5 million of it going to roads and 3 million to wells": the second number goes with the first.
behind_list as (
    select
        member.mention_key,
        behind_part.cue_index_first,
        false as opens_with_article
    from behind_part
    inner join fact on behind_part.mention_key = fact.mention_key
    inner join fact as member
        on
            fact.sentence_key = member.sentence_key
            and fact.measure = member.measure
            and fact.unit_term is not distinct from member.unit_term
            and fact.token_index_first < member.token_index_first
    inner join clause_token as before_token
        on
            member.sentence_key = before_token.sentence_key
            and member.bound_index_first - 1 = before_token.token_index
            and before_token.token_norm = 'and'
    inner join clause_token as behind_token
        on
            member.sentence_key = behind_token.sentence_key
            and member.phrase_index_last + 1 = behind_token.token_index
            and behind_token.token_norm in ('to', 'for', 'in', 'into', 'on', 'from', 'by')
    left join clause_token as stop_token
        on
            fact.sentence_key = stop_token.sentence_key
            and stop_token.token_index between fact.token_index_last + 1
            and member.token_index_first - 1
            and stop_token.token_norm in (',', ';', ':')
    where stop_token.sentence_key is null
),

-- "9 million yuan (5 million for roads)", "9 million yuan, with 5 million for roads and 4 million
-- for schools": the number right behind, and those listed with it.
beside_part as (
    select
        member.mention_key,
        clause_token.token_index as cue_index_first,
        false as opens_with_article
    from fact
    inner join clause_token
        on
            fact.sentence_key = clause_token.sentence_key
            and clause_token.token_index
            = least(fact.bound_index_first, fact.phrase_index_first) - 1
            and (
                (
                    clause_token.token_norm = '('
                    -- "40%, or 9 million yuan, for roads, a quarter (5 million) for wells".
                    and clause_token.previous_norm not in (
                        'half', 'third', 'quarter', 'fifth', 'tenth', 'percent', '%'
                    )
                )
                or (clause_token.token_norm = 'with' and clause_token.previous_norm = ',')
                or clause_token.token_norm = ','
            )
    inner join clause_token as following_token
        on
            fact.sentence_key = following_token.sentence_key
            and fact.phrase_index_last + 1 = following_token.token_index
            and (
                clause_token.token_norm = '('
                or (
                    clause_token.token_norm = 'with'
                    and following_token.token_norm in (
                        'in', 'for', 'to', 'from', 'on', 'into', 'going', 'coming', 'allocated',
                        'paid', 'drawn', 'disbursed', 'spent', 'released', 'used'
                    )
                )
                -- "9 million yuan, 5 million coming from the county".
                or following_token.token_norm in (
                    'falling', 'coming', 'going', 'flowing', 'stemming', 'belonging'
                )
            )
    inner join fact as member
        on
            fact.sentence_key = member.sentence_key
            and (
                fact.mention_key = member.mention_key
                or (
                    clause_token.token_norm = 'with'
                    and fact.chain_key = member.chain_key
                    and fact.chain_position < member.chain_position
                )
            )
),

-- The number of the same kind right before.
neighbour as (
    select
        fact.*,
        number_period.period_start_year,
        number_period.period_end_year,
        lag(fact.phrase_index_last) over kind_order as total_index_last,
        lag(fact.number_value) over kind_order as total_value,
        lag(number_period.period_start_year) over kind_order as total_start_year,
        lag(number_period.period_end_year) over kind_order as total_end_year
    from fact
    left join number_period on fact.mention_key = number_period.mention_key
    window kind_order as (
        partition by fact.sentence_key, fact.measure, fact.unit_term
        order by fact.token_index_first
    )
),

-- "9 million yuan of relief funds, 5 million for A County", "90 million yuan from 2011 to 2018, 9
-- million in 2018": a smaller number behind a comma, for one of the uses or the years.
apposed_part as (
    select
        neighbour.mention_key,
        neighbour.token_index_first as cue_index_first,
        false as opens_with_article
    from neighbour
    inner join clause_token as comma
        on
            neighbour.sentence_key = comma.sentence_key
            and neighbour.bound_index_first - 1 = comma.token_index
            and comma.token_norm = ','
    left join clause_token as behind_total
        on
            neighbour.sentence_key = behind_total.sentence_key
            and neighbour.total_index_last + 1 = behind_total.token_index
    left join clause_token as behind_part_token
        on
            neighbour.sentence_key = behind_part_token.sentence_key
            and neighbour.phrase_index_last + 1 = behind_part_token.token_index
    left join clause_token as stop_token
        on
            neighbour.sentence_key = stop_token.sentence_key
            and stop_token.token_index between neighbour.total_index_last + 1
            and neighbour.bound_index_first - 2
            and (
                stop_token.token_norm in (',', ';', '(', ':')
                or behind_part_token.token_norm = stop_token.token_norm
            )
    where
        neighbour.number_value < neighbour.total_value
        and (
            (
                behind_total.token_norm = 'of'
                and behind_part_token.token_norm in ('for', 'to', 'from', 'in', 'into', 'by')
                and stop_token.sentence_key is null
            )
            or (
                neighbour.total_start_year < neighbour.total_end_year
                and neighbour.period_start_year = neighbour.period_end_year
                and neighbour.period_end_year
                between neighbour.total_start_year and neighbour.total_end_year
            )
        )
),

united as (
    select * from before_part
    union all
    select * from behind_part
    where mention_key not in (select behind_other.mention_key from behind_other)
    union all
    select * from behind_list
    union all
    select * from apposed_part
    union all
    select * from beside_part
),

final as (
    select
        mention_key,
        max(cue_index_first) as cue_index_first,
        max_by(opens_with_article, cue_index_first) as opens_with_article
    from united
    group by mention_key
)

select * from final
