-- The test unique_combination, tried on broken rows. Without it a change to the test could let
-- every duplicate pass. Mend tests/generic/unique_combination.sql.
with caught as (
    {{ test_unique_combination(
        "(values ('a', 1), ('a', 1), ('a', 2), ('b', null), ('b', null)) as pair (letter, number)",
        ['letter', 'number']
    ) }}
),

expected as (
    select
        'a' as letter,
        1 as number,
        2 as row_count
    union all
    select
        'b' as letter,
        null as number,
        2 as row_count
),

missing as (
    select
        letter,
        number,
        row_count
    from expected
    except
    select
        letter,
        number,
        row_count
    from caught
),

unexpected as (
    select
        letter,
        number,
        row_count
    from caught
    except
    select
        letter,
        number,
        row_count
    from expected
),

final as (
    select
        'missing' as finding,
        letter,
        number,
        row_count
    from missing

    union all

    select
        'unexpected' as finding,
        letter,
        number,
        row_count
    from unexpected
)

select * from final
