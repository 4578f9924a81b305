-- What every macro of macros/engine gives, written down once for all engines: run on DuckDB and on
-- Spark. Without it a function of the same name could count otherwise on one of them, and no model
-- would fail. Returns the cases where another value came out than is expected.
with word as (
    select
        name,
        place,
        factor,
        {{ first_known('factor') }} over (
            order by place desc rows between current row and unbounded following
        ) as next_factor,
        {{ last_known('factor') }} over (
            order by place asc rows between unbounded preceding and current row
        ) as previous_factor
    from (
        values ('b', 2, 3.0), ('a', 1, 2.0), ('b', 3, null)
    ) as written (name, place, factor) -- noqa: RF04, AL05
),

tried as (
    {% set cases = [
        ('regexp_find_all', regexp_find_all("'a1b22'", "'[0-9]+'"), "'[1, 22]'"),
        ('regexp_find_all of groups', regexp_find_all("'1a 2b'", "'([0-9])[a-z]'"), "'[1a, 2b]'"),
        ('regexp_split_all', list_size(regexp_split_all("'a1b22'", "'[0-9]+'")), '3'),
        ('regexp_split_all of nothing', list_size(regexp_split_all("''", "'[|]'")), '1'),
        ('regexp_like inside', regexp_like("'three roads'", "'road'"), 'true'),
        ('regexp_like at a word end', regexp_like("'roads'", "'\\broad\\b'"), 'false'),
        ('regexp_like of a backslash', regexp_like("'a.b'", "'a\\.b'"), 'true'),
        ('regexp_like without case', regexp_like("'ROAD'", "'(?i)road'"), 'true'),
        ('regexp_like of letters of all scripts', regexp_like("'é'", "'^\\p{L}$'"), 'true'),
        ('regexp_like of a code point', regexp_like("'\u3000'", "'[\\x{3000}]'"), 'true'),
        ('regexp_first of no group', regexp_first("'5 mu of 7'", "'([0-9]) of ([0-9])'", 2), "''"),
        ('regexp_first of the second', regexp_first("'5 of 7'", "'([0-9]) of ([0-9])'", 2), '7'),
        ('regexp_first of all', regexp_first("'x55'", "'[0-9]+'"), '55'),
        ('regexp_replace_all', regexp_replace_all("'a-b-c'", "'-'", "' '"), "'a b c'"),
        ('regexp_replace_all by a group', regexp_replace_all("'ize'", "'(i)z'", "'\\1s'"), "'ise'"),
        ('regexp_count_all', regexp_count_all("'a-b-c'", "'-'"), '2'),
        ('quotes in a text', "'it''s'", 'concat(' ~ "'it', '''', 's'" ~ ')'),
        ('a backslash in a text', "length('\\n')", '2'),
        ('plain_text of quotes', plain_text("'“ａ” ‘5’'"), "'\"ａ\" ''5'''"),
        ('trim_start', trim_start("'\u3000\u00a0\u200b a '"), "'a '"),
        ('trim_end', trim_end("' a\t\u2028\ufeff'"), "' a'"),
        ('without_blanks', without_blanks("'\ufeffa \u3000b'"), "'ab'"),
        ('single_spaced', single_spaced("' a\u00a0\u3000 b '"), "'a b'"),
        ('text_starts_with', text_starts_with("'abc'", "'ab'"), 'true'),
        ('text_ends_with', text_ends_with("'abc'", "'ab'"), 'false'),
        ('name_letters', name_letters("'Ürümqi''s'"), "'urumqis'"),
        ('edit_distance of a letter left out', edit_distance("'heshun'", "'hesun'"), '1'),
        ('edit_distance of a letter too many', edit_distance("'heshun'", "'heshuan'"), '1'),
        ('edit_distance of another letter', edit_distance("'heshun'", "'hashun'"), '1'),
        ('edit_distance of a swap', edit_distance("'heshun'", "'hehsun'"), '1'),
        ('edit_distance of two swaps', edit_distance("'abcd'", "'badc'"), '2'),
        ('edit_distance of the same', edit_distance("'heshun'", "'heshun'"), '0'),
        ('round_significant of hundredths', round_significant('cast(0.1 + 0.2 as double)'), '0.3'),
        ('round_significant of billions', round_significant('4.786e0 * 1e11'), '478600000000'),
        ('first_words', first_words(text_list(['a', 'b', 'c']), 2), "'a b'"),
        ('list_size', list_size(text_list(['a', 'b', 'c'])), '3'),
        ('row_key', row_key(["'a'", '1', 'cast(null as string)']), "md5('a|1|')")
    ] -%}
    {% for macro_name, aggregate, expected in [
        ('join_texts', join_texts('name', 'place', "' '"), "'a b b'"),
        ('join_texts of each once', join_texts('distinct name', 'name', "','"), "'a,b'"),
        ('comma_list', comma_list('name'), "'a, b, b'"),
        ('distinct_values', distinct_values('name'), "'[a, b]'"),
        ('collect_values', list_size(collect_values('name')), '3'),
        ('product_of', product_of('factor'), '6'),
        ('product_of nothing', product_of('case when place > 3 then factor end'), 'null'),
        ('first_known', 'max(next_factor)', '3'),
        ('last_known', 'max(previous_factor)', '3')
    ] -%}
        {% do cases.append((macro_name, '(select ' ~ aggregate ~ ' from word)', expected)) -%}
    {% endfor -%}
    {% for macro_name, aggregate, rows, expected in [
        ('whole_numbers', 'sum', whole_numbers('2', '4'), '9'),
        ('whole_numbers of none', 'count', whole_numbers('0', '-1'), '0'),
        ('each_element', 'max', each_element(text_list(['a', 'c'])), "'c'")
    ] -%}
        {% do cases.append((
            macro_name,
            '(select ' ~ aggregate ~ '(made) from (select ' ~ rows ~ ' as made) as every)',
            expected
        )) -%}
    {% endfor -%}
    {% for macro_name, got, expected in cases -%}
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
