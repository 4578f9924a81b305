with paragraph as (
    select * from {{ ref('int_text__paragraph') }}
),

abbreviation as (
    select * from {{ ref('text_abbreviation') }}
),

scale_word as (
    select * from {{ ref('number_word') }}
    where numeral_kind in ('scale', 'figure_scale')
),

-- Every stretch up to a stop, with the closing quotes and blanks behind it: tiles without gap.
tile as (
    {{ find_spans('paragraph', 'paragraph_key', 'paragraph_text', stop_tile_pattern()) }}
),

neighbour as (
    select
        paragraph_key,
        span_index as tile_index,
        span_start as tile_start,
        span_end as tile_end,
        span_text as tile_text,
        lag(span_text, 1) over tiles as previous_text,
        lag(span_text, 2) over tiles as earlier_text,
        left(lead(span_text, 1) over tiles, 80) as next_text
    from tile
    window tiles as (partition by paragraph_key order by span_index)
),

-- Up to three tiles that touch make "U.S." or "a.k.a." one word.
touching as (
    select
        *,
        right(concat(
            case
                when
                    {{ regexp_like("right(previous_text, 1)", "'[^\\s]'") }}
                    and {{ regexp_like("right(earlier_text, 1)", "'[^\\s]'") }}
                    then right(earlier_text, 12)
                else ''
            end,
            case
                when {{ regexp_like("right(previous_text, 1)", "'[^\\s]'") }}
                    then right(previous_text, 12)
                else ''
            end,
            tile_text
        ), 40) as tail_text
    from neighbour
),

read as (
    select
        *,
        {{ regexp_first('tail_text', last_word_pattern(), 1) }} as last_word,
        {{ regexp_like('tile_text', "'[\\s\\x{a0}\\x{3000}]$'") }} as has_blank_after,
        {{ regexp_like('tile_text', "'[。！？][^.!?。！？]*$'") }} as ends_full_width,
        {{ regexp_like('tile_text', "'[!?][^.!?。！？]*$'") }} as ends_mark,
        {{ regexp_like('tile_text', closed_stop_pattern()) }} as ends_closed,
        {{ regexp_like('tile_text', enumerator_pattern()) }} as is_enumerator,
        {{ regexp_like('next_text', "'^[(（]?[a-z]'") }} as next_is_lower,
        -- The first word behind the stop: "Co. Ltd."
        lower({{ regexp_first('next_text', "'^[A-Za-z]+'") }}) as next_word,
        {{ regexp_like('next_text', "'^[0-9]'") }} as next_is_digit,
        -- A stop torn from its figures is a decimal point: "1 . 28 billion", "3. 5 million".
        {{ regexp_like('tile_text', "'(?:^|[^0-9.,])[0-9]{1,3} [.] ?$'") }} as ends_torn_figure,
        -- Three figures behind the stop are a number of their own: "rose to 40. 125 million".
        {{ regexp_like('tile_text', "'[a-z] [$¥￥]?[0-9]{1,3}[.] $'") }}
        and not {{ regexp_like('next_text', "'^[0-9]{3}'") }} as ends_figure,
        lower({{ regexp_first('next_text', "'^[0-9]{1,3} ?([A-Za-z]+)'", 1) }}) as next_scale,
        {{ regexp_like('next_text', "'^[,;:%)\\]，；：、）-]'") }} as next_is_mark,
        {{ regexp_like('next_text', "'^[A-ZÀ-Þ][^\\s.]* '") }} as next_is_capital_word,
        {{ regexp_like('next_text', "'^[A-ZÀ-Þ][^ ]* [^ ]+ [^ ]+ [^ ]+ '") }} as next_is_clause,
        {{ regexp_like('next_text', "'^[0-9][^ ]* [^ ]+ [^ ]+ '") }} as next_is_number_clause,
        {{ regexp_like('next_text', "'^[^A-Za-z0-9,;:%)\\]，；：、）-]'") }} as next_is_other
    from touching
),

-- A number after "No." or "Jan." counts nothing off.
known as (
    select
        read.*,
        abbreviation.abbreviation_class,
        next_abbreviation.abbreviation is not null as next_is_abbreviation,
        coalesce(lag(abbreviation.abbreviation_class) over (
            partition by read.paragraph_key order by read.tile_index
        ), '') = 'before_number' as follows_number_word
    from read
    left join abbreviation
        on lower(read.last_word) = abbreviation.abbreviation
    left join abbreviation as next_abbreviation
        on
            read.next_word = next_abbreviation.abbreviation
            and next_abbreviation.abbreviation_class = 'may_end'
),

-- A word set against the next by a stop: "person-times.In 2016", but not "Gov.cn", "3.5", "U.S".
final as (
    select
        known.paragraph_key,
        known.tile_index,
        cast(known.tile_start as integer) as tile_start,
        cast(known.tile_end as integer) as tile_end,
        known.tile_text,
        case
            when known.next_text is null then true
            when known.ends_full_width then true
            when known.is_enumerator and not known.follows_number_word then false
            when known.next_is_mark then false
            when
                known.next_is_digit
                and scale_word.word is not null
                and (known.ends_torn_figure or known.ends_figure)
                then false
            when known.ends_mark then known.has_blank_after and not known.next_is_lower
            when not known.has_blank_after
                then
                    known.abbreviation_class is null
                    and case
                        when known.ends_closed
                            then known.next_is_capital_word or known.next_is_other
                        -- A name may be written with stops for blanks: "National.Research Center"
                        when {{ regexp_like('known.last_word', "'^[A-Z].*[a-z]{2}$'") }}
                            then known.next_is_clause
                        when {{ regexp_like('known.last_word', "'[a-z]{3}$'") }}
                            then
                                known.next_is_capital_word
                                or known.next_is_other
                                or known.next_is_number_clause
                        when {{ regexp_like('known.last_word', "'(?:[a-z]{2}|[0-9]|[%）)”])$'") }}
                            then known.next_is_capital_word or known.next_is_other
                        else false
                    end
            when
                {{ regexp_like('known.last_word', "'^(?:[A-Z]|[A-Z]\\.-?[A-Z])$'") }}
                and not known.ends_closed
                then false
            when known.abbreviation_class in ('before_name', 'inside') then false
            when known.abbreviation_class = 'before_number' and known.next_is_digit then false
            when known.abbreviation_class = 'may_end'
                then not known.next_is_lower and not known.next_is_abbreviation
            when known.next_is_lower
                then
                    {{ regexp_like('known.last_word', "'^[a-z-]{4,}$'") }}
                    and not known.ends_closed
            else true
        end as ends_sentence
    from known
    left join scale_word on known.next_scale = scale_word.word
)

select * from final
