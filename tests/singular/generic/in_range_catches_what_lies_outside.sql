-- The test in_range, tried on broken rows. Without it a change to the test could let every value
-- pass. Mend tests/generic/in_range.sql.
with caught as (
    {{ test_in_range(
        "(values (-1), (0), (5), (10), (11), (null)) as measured (height)", 'height', 0, 10
    ) }}
),

expected as (
    select -1 as height
    union all
    select 11 as height
),

missing as (
    select height from expected
    except
    select height from caught
),

unexpected as (
    select height from caught
    except
    select height from expected
),

final as (
    select
        'missing' as finding,
        height
    from missing

    union all

    select
        'unexpected' as finding,
        height
    from unexpected
)

select * from final
