"""Row counts are written down sorted, and a change of them is told."""

from pathlib import Path

import duckdb
import pytest

from loaders.errors import WarehouseError
from quality.row_counts import (
    SEED_COUNTS,
    SEED_KEYS,
    Counts,
    counted_seeds,
    difference,
    write,
    written,
)

BEFORE: Counts = {
    ("dim_year", "", ""): ("3", "0", "0.0000"),
    ("fct_indicator", "a.txt", "2016"): ("7", "2", "1.5000"),
}


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    seed = tmp_path / "row_count.csv"
    write(seed, dict(reversed(BEFORE.items())))
    assert written(seed) == BEFORE
    lines = seed.read_text("utf-8").splitlines()
    assert lines[0] == "table_name,file_name,year_key,row_count,additive_count,value_sum"
    assert lines[1:] == sorted(lines[1:])


def test_nothing_is_written_yet(tmp_path: Path) -> None:
    assert written(tmp_path / "row_count.csv") == {}


def test_changed_missing_and_new_counts_are_told() -> None:
    after: Counts = {
        ("fct_indicator", "a.txt", "2016"): ("7", "2", "2.5000"),
        ("fct_indicator", "a.txt", "2017"): ("1", "0", "3.0000"),
    }
    assert difference(BEFORE, after) == [
        "dim_year: 3 rows (0 additive, sum 0.0000) → missing",
        "fct_indicator a.txt 2016: 7 rows (2 additive, sum 1.5000)"
        " → 7 rows (2 additive, sum 2.5000)",
        "fct_indicator a.txt 2017: missing → 1 rows (0 additive, sum 3.0000)",
    ]


def test_same_counts_are_not_told() -> None:
    assert difference(BEFORE, dict(BEFORE)) == []


def test_rows_of_seeds_are_counted_in_the_build(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "word.csv").write_text("word\nroad\n", encoding="utf-8")
    build = tmp_path / "build.duckdb"
    with duckdb.connect(str(build)) as connection:
        connection.execute("create schema seeds")
        connection.execute("create table seeds.word as from range(3)")
        connection.execute("create table seeds.of_before as from range(9)")
    found = counted_seeds(build, tmp_path)
    assert found == {("word",): ("3",)}
    seed = tmp_path / "seed_row_count.csv"
    write(seed, found, SEED_KEYS, SEED_COUNTS)
    assert written(seed, SEED_KEYS, SEED_COUNTS) == found
    assert difference({("word",): ("4",)}, found) == ["word: 4 rows → 3 rows"]


def test_a_seed_that_was_not_built_is_named(tmp_path: Path) -> None:
    (tmp_path / "word.csv").write_text("word\n", encoding="utf-8")
    build = tmp_path / "build.duckdb"
    duckdb.connect(str(build)).close()
    with pytest.raises(WarehouseError, match="word"):
        counted_seeds(build, tmp_path)
