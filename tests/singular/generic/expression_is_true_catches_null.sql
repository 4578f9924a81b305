-- The test expression_is_true, tried on broken rows. Without it a null could pass as true. Mend
-- tests/generic/expression_is_true.sql.
with caught as (
    {{ test_expression_is_true(
        "(values (1, 2), (2, 1), (null, 3)) as pair (low, high)", 'low <= high'
    ) }}
),

expected as (
    select
        2 as low,
        1 as high
    union all
    select
        null as low,
        3 as high
),

missing as (
    select
        low,
        high
    from expected
    except
    select
        low,
        high
    from caught
),

unexpected as (
    select
        low,
        high
    from caught
    except
    select
        low,
        high
    from expected
),

final as (
    select
        'missing' as finding,
        low,
        high
    from missing

    union all

    select
        'unexpected' as finding,
        low,
        high
    from unexpected
)

select * from final
