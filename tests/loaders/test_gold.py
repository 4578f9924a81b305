import csv
import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from loaders.gold import TABLES
from loaders.scores import ATTRIBUTES
from tests.loaders.conftest import Loaders

TEXT = """Work of the office in 2018
It gave more than 5 million yuan to Lu County, of which 2 million yuan was for roads.
It held 3 classes for 90 people. Later 90 people found work.
"""
RECORD: dict[str, Any] = {
    "file": "report.txt",
    "line": 2,
    "quote": "more than 5 million yuan",
    "measure": "funds",
    "value": 5000000,
    "unit": "CNY",
    "bound": "gt",
    "flow": "donation",
    "stock": False,
    "each": None,
    "status": "actual",
    "period": [2018, 2018],
    "counties": ["Lu County"],
    "provinces": ["Sichuan"],
    "place_src": "sentence",
    "part_of": None,
    "event": None,
}
CLASSES = RECORD | {
    "line": 3,
    "quote": "3 classes",
    "measure": "training_sessions",
    "value": 3,
    "unit": "session",
    "bound": "eq",
    "counties": [],
    "event": "3a",
}


@pytest.fixture
def folder(tmp_path: Path, loaders: Loaders) -> Path:
    """A folder of annotations of a document that is loaded."""
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    assert loaders("load", tmp_path / "report.txt").exit_code == 0
    folder = tmp_path / "my annotations"
    folder.mkdir()
    write_scope(folder, {"report.txt": [[1, 3]]})
    (folder / "counties.csv").write_text(
        "name_in_text,province,gb_code\nLu County,Sichuan,510521\n", encoding="utf-8"
    )
    return folder


def write_records(folder: Path, *records: dict[str, Any] | str) -> None:
    lines = (text if isinstance(text, str) else json.dumps(text) for text in records)
    (folder / "gold.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_scope(folder: Path, scope: object) -> None:
    (folder / "scope.json").write_text(json.dumps(scope), encoding="utf-8")


def without(record: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name != key}


def seed_rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_annotations_become_seed_files(loaders: Loaders, folder: Path, tmp_path: Path) -> None:
    part = RECORD | {
        "quote": "2 million yuan",
        "value": 2000000,
        "bound": "eq",
        "part_of": RECORD["quote"],
    }
    write_records(folder, RECORD, part, "", CLASSES)

    result = loaders("gold", folder, "--to", tmp_path / "seeds")

    assert result.exit_code == 0, result.output
    first, second, third = seed_rows(tmp_path / "seeds", "gold_annotation")
    assert (first["quote_start"], first["value_bound"], first["is_stock"]) == (
        "8",
        "more_than",
        "false",
    )
    assert second["part_of_quote"] == "more than 5 million yuan"
    assert (third["instrument"], third["is_stock"], third["statement_label"]) == ("", "", "3a")
    assert seed_rows(tmp_path / "seeds", "gold_scope") == [
        {"source_file": "report.txt", "first_line": "1", "last_line": "3"}
    ]
    assert [row["place_name"] for row in seed_rows(tmp_path / "seeds", "gold_place")] == [
        "Lu County",
        "Sichuan",
        "Lu County",
        "Sichuan",
        "Sichuan",
    ]
    assert seed_rows(tmp_path / "seeds", "gold_county_code") == [
        {"name_in_text": "Lu County", "province_name": "Sichuan", "gb_code": "510521"}
    ]


def test_annotations_take_the_place_of_the_seeds(loaders: Loaders, folder: Path) -> None:
    with duckdb.connect(str(loaders.build_file)) as connection:
        connection.execute("create schema seeds")
        for table, columns in TABLES.items():
            connection.execute(f"create table seeds.{table} ({' varchar, '.join(columns)} varchar)")
            connection.execute(f"insert into seeds.{table} ({columns[0]}) values ('shipped')")
    write_records(folder, RECORD)
    (folder / "counties.csv").unlink()

    for _ in range(2):
        result = loaders("gold", folder)
        assert result.exit_code == 0, result.output
    assert loaders.query("select source_file, quote_start from seeds.gold_annotation") == [
        ("report.txt", "8")
    ]
    assert loaders.query("select count(*) from seeds.gold_county_code") == [(0,)]


def test_without_seeds_in_the_build_file_it_says_what_to_run(
    loaders: Loaders, folder: Path
) -> None:
    write_records(folder, RECORD)

    result = loaders("gold", folder)

    assert result.exit_code == 2
    assert "Run dbt seed" in result.output


def test_the_file_may_be_left_out_where_there_is_one_only(
    loaders: Loaders, folder: Path, tmp_path: Path
) -> None:
    write_records(folder, without(RECORD, "file"))

    assert loaders("gold", folder, "--to", tmp_path / "seeds").exit_code == 0
    assert seed_rows(tmp_path / "seeds", "gold_annotation")[0]["source_file"] == "report.txt"


@pytest.mark.parametrize(
    ("record", "problem"),
    [
        ('{"line": 2,', "no JSON"),
        ("[1, 2]", "a record in braces is needed"),
        (RECORD | {"file": "other.txt"}, "the document other.txt is not loaded"),
        (without(RECORD, "line"), "line, a whole number, is missing"),
        (RECORD | {"line": 4}, "line 4 of report.txt is not within the lines of scope.json"),
        (without(RECORD, "quote"), "quote is missing"),
        (RECORD | {"quote": "6 million"}, "'6 million' does not stand on line 2 of report.txt"),
        (RECORD | {"start": 3}, "does not stand at character 3 of line 2"),
        (RECORD | {"quote": "million yuan"}, "stands on line 2 of report.txt more than once"),
        (RECORD | {"measure": "grants"}, "measure is 'grants', not one of funds,"),
        (RECORD | {"value": "5 million"}, "value is '5 million', no number"),
        (RECORD | {"value_low": "4"}, "value_low is '4', no number"),
        (RECORD | {"unit": "yuan"}, "unit is 'yuan', not a currency code"),
        (CLASSES | {"unit": "class"}, "unit is 'class', not one of session"),
        (RECORD | {"bound": ">"}, "bound is '>', not one of eq, gt, lt, approx"),
        (without(RECORD, "flow"), "flow is None, not one of appropriation,"),
        (RECORD | {"each": 2.5}, "each is 2.5, no count"),
        (RECORD | {"status": "done"}, "status is 'done', not one of actual, planned"),
        (RECORD | {"period": 2018}, "period is 2018, not a pair of years"),
        (RECORD | {"period": [2018]}, "not a pair of years"),
        (RECORD | {"counties": "Lu County"}, "counties must be a list"),
        (without(RECORD, "provinces"), "provinces must be a list"),
        (RECORD | {"place_src": "title"}, "place_src is 'title'"),
        (RECORD | {"part_of": "9 yuan"}, "part_of '9 yuan' is the quote of no other record"),
    ],
)
def test_a_bad_record_is_refused_with_its_line(
    loaders: Loaders, folder: Path, tmp_path: Path, record: dict[str, Any] | str, problem: str
) -> None:
    write_records(folder, CLASSES, record)

    result = loaders("gold", folder, "--to", tmp_path / "seeds")

    assert result.exit_code == 2
    assert "gold.jsonl, line 2: " in result.output
    assert problem in result.output
    assert not (tmp_path / "seeds").exists()


def test_a_number_is_annotated_once(loaders: Loaders, folder: Path, tmp_path: Path) -> None:
    write_records(folder, RECORD, CLASSES, RECORD)

    result = loaders("gold", folder, "--to", tmp_path / "seeds")

    assert result.exit_code == 2
    assert "gold.jsonl, line 3: the same number is annotated in line 1" in result.output


def test_all_problems_are_told_at_once_up_to_a_number(
    loaders: Loaders, folder: Path, tmp_path: Path
) -> None:
    write_records(folder, *["{"] * 25)

    result = loaders("gold", folder, "--to", tmp_path / "seeds")

    assert result.output.count("no JSON") == 20
    assert "and 5 more" in result.output


@pytest.mark.parametrize(
    ("scope", "problem"),
    [
        ({}, "names of files with ranges of lines are needed"),
        ({"other.txt": [[1, 3]]}, "scope.json: other.txt is not loaded"),
        ({"report.txt": [1, 3]}, "1 is no pair of first and last line"),
        (
            {"report.txt": [[1, 40]]},
            "lines 1 to 40 are not in the document, which has lines 1 to 4",
        ),
        ({"report.txt": [[3, 1]]}, "lines 3 to 1 are not in the document"),
    ],
)
def test_a_bad_scope_is_refused(
    loaders: Loaders, folder: Path, tmp_path: Path, scope: object, problem: str
) -> None:
    write_records(folder, RECORD)
    write_scope(folder, scope)

    result = loaders("gold", folder, "--to", tmp_path / "seeds")

    assert result.exit_code == 2
    assert problem in result.output


@pytest.mark.parametrize(
    ("counties", "problem"),
    [
        (
            "name,code\nLu,510521\n",
            "line 1: the columns name_in_text, province, gb_code are needed",
        ),
        ("name_in_text,province,gb_code\nLu,Sichuan,51052\n", "line 2: gb_code is '51052'"),
        ("name_in_text,province,gb_code\n,Sichuan,510521\n", "line 2: name_in_text is missing"),
        (
            "name_in_text,province,gb_code\nLu,,510521\nLu,,510521\n",
            "line 3: it says the same as line 2",
        ),
    ],
)
def test_bad_county_codes_are_refused_with_their_line(
    loaders: Loaders, folder: Path, tmp_path: Path, counties: str, problem: str
) -> None:
    write_records(folder, RECORD)
    (folder / "counties.csv").write_text(counties, encoding="utf-8")

    result = loaders("gold", folder, "--to", tmp_path / "seeds")

    assert result.exit_code == 2
    assert f"counties.csv, {problem}" in result.output


def test_a_folder_without_annotations_is_told_what_belongs_there(
    loaders: Loaders, folder: Path, tmp_path: Path
) -> None:
    result = loaders("gold", folder, "--to", tmp_path / "seeds")

    assert result.exit_code == 2
    assert "A folder of annotations holds gold.jsonl, scope.json" in result.output


def test_accuracy_before_a_build_says_what_to_run(loaders: Loaders, folder: Path) -> None:
    result = loaders("accuracy")

    assert result.exit_code == 2
    assert "Run make accuracy" in result.output


def test_accuracy_shows_the_figures_and_the_errors(loaders: Loaders, folder: Path) -> None:
    rates = ", ".join(
        f"{'null' if attribute == 'statement' else '1.0'} as {attribute}_accuracy"
        for attribute in ATTRIBUTES
    )
    with duckdb.connect(str(loaders.build_file)) as connection:
        connection.execute("create schema marts")
        connection.execute(
            "create table marts.rpt_extraction_quality as select 'all' as measure, 4 as gold_count,"
            " 5 as found_count, 0.6 as precision_rate, 0.75 as recall_rate, 2 / 3 as f1,"
            f" 0.5 as strict_f1, {rates} union all select 'funds', 4, 5, null, 0.75, 2 / 3, 0.5,"
            f" {rates}"
        )
        connection.execute(
            "create table marts.rpt_extraction_error as select 'report.txt' as source_file,"
            " 2 as source_line, 8 as error_start, 'wrong_attribute' as error_type,"
            " 'counties' as attribute_name, 'funds' as measure,"
            " '5 million yuan' as text_as_written, 'Lu County' as expected, null as found"
        )

    result = loaders("accuracy", "--errors", "5")

    assert result.exit_code == 0, result.output
    assert "0.667" in result.output
    assert result.output.index("\nfunds ") < result.output.index("\nall ")
    assert (
        "report.txt:2 wrong attribute (counties: Lu County expected, none found): 5 million yuan"
        in result.output
    )
