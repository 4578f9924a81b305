"""What two builds say otherwise is listed, value by value."""

from pathlib import Path

import duckdb

from scripts.parity import differences

FACT = ("a.txt", 3, 10, "actual", 5)


def marts(path: Path, *facts: tuple[str, int, int, str, int], years: tuple[int, ...] = ()) -> Path:
    with duckdb.connect(str(path)) as connection:
        connection.execute("create schema marts")
        connection.execute(
            "create table marts.fct_x"
            " (source_file varchar, source_line int, mention_start int, status varchar, value int)"
        )
        connection.execute("create table marts.dim_year (year int)")
        for fact in facts:
            connection.execute("insert into marts.fct_x values (?, ?, ?, ?, ?)", fact)
        for year in years:
            connection.execute("insert into marts.dim_year values (?)", [year])
    return path


def test_equal_builds_do_not_differ(tmp_path: Path) -> None:
    before = marts(tmp_path / "before.duckdb", FACT, FACT, years=(2016,))
    after = marts(tmp_path / "after.duckdb", FACT, FACT, years=(2016,))
    assert list(differences(before, after)) == []


def test_a_value_a_row_and_a_member_that_differ_are_named(tmp_path: Path) -> None:
    before = marts(tmp_path / "before.duckdb", FACT, ("b.txt", 1, 0, "actual", 1), years=(2015,))
    after = marts(tmp_path / "after.duckdb", ("a.txt", 3, 10, "planned", 5), years=(2016,))
    assert list(differences(before, after)) == [
        "dim_year - (2015,)",
        "dim_year + (2016,)",
        "fct_x a.txt:3:10 status: actual -> planned",
        "fct_x b.txt:1:0 status: actual -> no row",
        "fct_x b.txt:1:0 value: 1 -> no row",
    ]


def test_one_row_fewer_at_the_same_place_differs(tmp_path: Path) -> None:
    before = marts(tmp_path / "before.duckdb", FACT, FACT)
    after = marts(tmp_path / "after.duckdb", FACT)
    assert len(list(differences(before, after))) == 2
