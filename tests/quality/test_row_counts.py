"""Row counts are written down sorted, and a change of them is told."""

from pathlib import Path

from quality.row_counts import Counts, difference, write, written

BEFORE: Counts = {("dim_year", "", ""): 3, ("fct_indicator", "a.txt", "2016"): 7}


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    seed = tmp_path / "row_count.csv"
    write(seed, dict(reversed(BEFORE.items())))
    assert written(seed) == BEFORE
    lines = seed.read_text("utf-8").splitlines()
    assert lines[0] == "table_name,file_name,year_key,row_count"
    assert lines[1:] == sorted(lines[1:])


def test_nothing_is_written_yet(tmp_path: Path) -> None:
    assert written(tmp_path / "row_count.csv") == {}


def test_changed_missing_and_new_counts_are_told() -> None:
    after: Counts = {("fct_indicator", "a.txt", "2016"): 8, ("fct_indicator", "a.txt", "2017"): 1}
    told = [" ".join(line.split()) for line in difference(BEFORE, after)]
    assert told == [
        "dim_year 3 → missing",
        "fct_indicator a.txt 2016 7 → 8",
        "fct_indicator a.txt 2017 missing → 1",
    ]


def test_same_counts_are_not_told() -> None:
    assert difference(BEFORE, dict(BEFORE)) == []
