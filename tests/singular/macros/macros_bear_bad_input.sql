-- Macros that interpret text, tried on what documents hold at their worst: nothing, blanks only,
-- odd characters, half a form, no match. Without it a macro could turn one bad line into an error,
-- or into a key or a match that is not there. Returns the cases where another value came out than
-- is expected; look at the macro named.
with tried as (
    {% for macro_name, got, expected in [
        ('row_key of nulls', row_key(['cast(null as string)', "'a'"]), "md5('|a')"),
        ('row_key of an empty text', row_key(["''", "'a'"]), "md5('|a')"),
        ('plain_text of nothing', plain_text("''"), "''"),
        ('plain_text of null', plain_text('cast(null as string)'), 'null'),
        ('plain_text keeps the length', 'length(' ~ plain_text("'５％ “a” ’'") ~ ')', '8'),
        ('plain_text of full-width signs', plain_text("'５％，（Ａ）'"), "'5%,(Ａ)'"),
        ('token_norm of a possessive', token_norm("'China''s'"), "'china'"),
        ('token_norm of an apostrophe alone', token_norm("''''"), "''''"),
        ('agency_match_text of signs only', agency_match_text("' – & . '"), "''"),
        ('agency_match_text of null', agency_match_text('cast(null as string)'), 'null'),
        ('name_letters of three ways to write', name_letters("'Ma’an-Shan'"), "'maanshan'"),
        ('name_letters of Chinese', name_letters("'贵州'"), "''"),
        ('county_letters of a type word alone', county_letters("'County'"), "''"),
        ('before_first_number without a number', before_first_number("'more people'"), "''"),
        ('before_first_number at the beginning', before_first_number("'3,000 people'"), "''"),
        ('before_first_number of words', before_first_number("'nearly two dozen'"), "'nearly '"),
        ('round_significant of zero', round_significant('cast(0 as double)'), '0'),
        ('round_significant of more than counts', round_significant('cast(1e15 as double)'), 'null'),
        ('round_significant of what overflows', round_significant('1e200 * 1e200'), 'null'),
        ('round_significant of noise', round_significant('4.045e0 * 1e6'), '4045000'),
        ('single_spaced of blanks only', single_spaced("' \u00a0\u3000'"), "''"),
        ('trim_start of nothing', trim_start("''"), "''"),
        ('trim_end of an ideographic blank', trim_end("'a\u3000'"), "'a'"),
        ('without_blanks of a byte order mark', without_blanks("'\ufeffa'"), "'a'"),
        ('regexp_first without a match', regexp_first("'road'", "'[0-9]+'"), "''"),
        ('regexp_count_all without a match', regexp_count_all("'road'", "'[0-9]'"), '0'),
        ('regexp_replace_all without a match', regexp_replace_all("'a'", "'b'", "'c'"), "'a'"),
        ('edit_distance from nothing', edit_distance("''", "'abc'"), '3'),
        ('text_starts_with nothing', text_starts_with("'a'", "''"), 'true'),
        ('text_ends_with more than there is', text_ends_with("'a'", "'ba'"), 'false'),
        (
            'month_day_year_pattern of half a date',
            regexp_like("'June 2018'", '(' ~ month_day_year_pattern() ~ ')'), 'false'
        ),
        (
            'year_month_day_pattern of a telephone number',
            regexp_like("'86-10-84419655'", '(' ~ year_month_day_pattern() ~ ')'), 'false'
        ),
        (
            'run_in_heading_pattern of an open bracket',
            regexp_like("'【Roads and nothing else'", '(' ~ run_in_heading_pattern() ~ ')'), 'false'
        ),
        (
            'enumerator_pattern of a year',
            regexp_like("'2016.'", '(' ~ enumerator_pattern() ~ ')'), 'false'
        )
    ] -%}
        select
            '{{ macro_name }}' as macro_case,
            cast({{ got }} as string) as value_got,
            cast({{ expected }} as string) as value_expected
        {% if not loop.last -%}
            union all

        {% endif -%}
    {% endfor %}
),

final as (
    select * from tried
    where
        value_got is distinct from value_expected
        -- Numbers are compared as such: 0 and 0.0 are the same.
        and coalesce(
            try_cast(value_got as double) != try_cast(value_expected as double), true
        )
)

select * from final
