import csv
import os
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pytest
from lxml import etree

from loaders import exporting
from tests.loaders.conftest import Loaders

FORMULAS = ["=1+1", "+86", "-5 percent", "@home", "\tx", "\rx", "＝1", "https://example.org", ""]


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    file = tmp_path / "it's the warehouse.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(
            """
            create schema marts;
            create table marts.fct_funds_allocated (
                funds_key varchar, amount decimal(24, 4), is_additive boolean,
                loaded_at timestamp, first_day date, sentence_text varchar
            );
            comment on table marts.fct_funds_allocated is 'One stated amount. It''s money.';
            comment on column marts.fct_funds_allocated.amount is '=In units of currency.';
            insert into marts.fct_funds_allocated values
                ('a', -1234567.5, true, '2020-01-02 03:04:05', '2020-06-01',
                 'He said "yes",\nthen'),
                ('b', null, false, null, null, null);
            create table marts.dim_word (word varchar);
            """
        )
        connection.executemany("insert into marts.dim_word values (?)", [[x] for x in FORMULAS])
    return file


def rows_of(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.reader(lines))


def sheets_of(workbook: Path) -> dict[str, list[dict[str, tuple[str, str]]]]:
    """Read a workbook: per sheet and row, cells as column → type of the value, its text."""
    with zipfile.ZipFile(workbook) as parts:
        names = re.findall(r'<sheet name="([^"]+)"', parts.read("xl/workbook.xml").decode())
        return {
            name: [
                {
                    re.sub(r"\d", "", str(cell.get("r"))): (
                        str(cell.get("t", "n")),
                        "".join(cell.itertext()),
                    )
                    for cell in row
                }
                for row in etree.fromstring(parts.read(f"xl/worksheets/sheet{number}.xml")).iter(
                    "{*}row"
                )
            ]
            for number, name in enumerate(names, start=1)
        }


def files_below(folder: Path) -> Iterable[str]:
    return sorted(str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file())


def test_writes_every_table_in_three_formats(
    loaders: Loaders, warehouse: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "new folder" / "it's exported"
    result = loaders("export", folder, "--warehouse", warehouse)

    assert result.exit_code == 0, result.output
    assert "Exported 2 tables" in result.output
    assert files_below(folder) == [
        "csv/dim_word.csv",
        "csv/fct_funds_allocated.csv",
        "parquet/dim_word.parquet",
        "parquet/fct_funds_allocated.parquet",
        "warehouse.xlsx",
    ]
    assert os.listdir(folder.parent) == [folder.name]


def test_parquet_is_what_was_published(loaders: Loaders, warehouse: Path, tmp_path: Path) -> None:
    assert loaders("export", tmp_path / "x", "--warehouse", warehouse).exit_code == 0
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for table in ("fct_funds_allocated", "dim_word"):
            published = connection.sql(f"from marts.{table}")
            exported = connection.sql(f"from '{tmp_path}/x/parquet/{table}.parquet'")
            assert exported.fetchall() == published.fetchall()
            assert (exported.columns, exported.types) == (published.columns, published.types)


def test_csv_holds_no_formula_and_numbers_as_they_are(
    loaders: Loaders, warehouse: Path, tmp_path: Path
) -> None:
    assert loaders("export", tmp_path / "x", "--warehouse", warehouse).exit_code == 0

    words = [row[0] if row else "" for row in rows_of(tmp_path / "x/csv/dim_word.csv")[1:]]
    shown = [word.replace("\r", "␍") for word in FORMULAS]
    assert words == [f"'{word}" for word in shown[:-2]] + shown[-2:]
    assert rows_of(tmp_path / "x/csv/fct_funds_allocated.csv") == [
        ["funds_key", "amount", "is_additive", "loaded_at", "first_day", "sentence_text"],
        [
            *("a", "-1234567.5000", "true", "2020-01-02 03:04:05", "2020-06-01"),
            'He said "yes",\nthen',
        ],
        ["b", "", "false", "", "", ""],
    ]


def test_workbook_describes_its_tables_and_holds_no_formula(
    loaders: Loaders, warehouse: Path, tmp_path: Path
) -> None:
    assert loaders("export", tmp_path / "x", "--warehouse", warehouse).exit_code == 0
    sheets = sheets_of(tmp_path / "x" / "warehouse.xlsx")

    assert list(sheets) == ["contents", "dim_word", "fct_funds_allocated"]
    contents = [[cell[1] for cell in row.values()] for row in sheets["contents"]]
    assert ["fct_funds_allocated", "", "", "2", "One stated amount. It's money."] in contents
    assert [
        *("fct_funds_allocated", "amount", "decimal(24,4)", "=In units of currency.")
    ] in contents
    assert [row["A"] for row in sheets["dim_word"][1:-1]] == [
        ("inlineStr", word.replace("\r", "␍")) for word in FORMULAS[:-1]
    ]
    first, second = sheets["fct_funds_allocated"][1:]
    assert float(first["B"][1]) == -1234567.5
    assert first["C"] == ("b", "1")
    # Days since the last one of 1899, as spreadsheets count them.
    assert first["E"] == ("n", "43983")
    assert second == {"A": ("inlineStr", "b"), "C": ("b", "0")}
    with zipfile.ZipFile(tmp_path / "x" / "warehouse.xlsx") as parts:
        sheet = parts.read("xl/worksheets/sheet3.xml").decode()
    assert "<f>" not in sheet
    assert 'state="frozen"' in sheet
    assert '<autoFilter ref="A1:F3"/>' in sheet


def test_what_a_workbook_cannot_hold_is_said(
    loaders: Loaders, warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "SHEET_ROWS", 4)
    monkeypatch.setattr(exporting, "CELL_CHARACTERS", 12)
    result = loaders("export", tmp_path / "x", "--warehouse", warehouse)

    assert result.exit_code == 0, result.output
    assert "not in the workbook: a sheet holds 3 rows" in result.output
    assert "1 cells are cut: a cell holds 12 characters" in result.output
    sheets = sheets_of(tmp_path / "x" / "warehouse.xlsx")
    assert list(sheets) == ["contents", "fct_funds_allocated"]
    assert sheets["fct_funds_allocated"][1]["F"] == ("inlineStr", "He s … (cut)")
    assert len(rows_of(tmp_path / "x/csv/dim_word.csv")) == len(FORMULAS) + 1


def test_an_earlier_export_is_replaced_and_nothing_else(
    loaders: Loaders, warehouse: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "x"
    assert loaders("export", folder, "--warehouse", warehouse).exit_code == 0
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("drop table marts.dim_word")
    assert loaders("export", folder, "--warehouse", warehouse).exit_code == 0
    assert "csv/dim_word.csv" not in files_below(folder)

    (folder / "csv" / "notes.txt").touch()
    before = files_below(folder)
    result = loaders("export", folder, "--warehouse", warehouse)
    assert result.exit_code == 2
    assert "holds what is no export: notes.txt" in result.output
    assert files_below(folder) == before


def test_a_failure_leaves_the_earlier_export(
    loaders: Loaders, warehouse: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "folder" / "x"
    assert loaders("export", folder, "--warehouse", warehouse).exit_code == 0
    before = files_below(folder)

    def fail(*_: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(exporting, "_copy", fail)
    result = loaders("export", folder, "--warehouse", warehouse)
    assert result.exit_code == 2
    assert "disk full" in result.output
    assert files_below(folder) == before
    assert os.listdir(folder.parent) == ["x"]


def test_refuses_what_is_no_warehouse_or_no_folder(
    loaders: Loaders, warehouse: Path, tmp_path: Path
) -> None:
    missing = loaders("export", tmp_path / "x", "--warehouse", tmp_path / "none.duckdb")
    assert missing.exit_code == 2
    assert "There is no warehouse" in missing.output
    assert "make warehouse" in missing.output

    onto_a_file = loaders("export", warehouse, "--warehouse", warehouse)
    assert onto_a_file.exit_code == 2
    assert "is no folder" in onto_a_file.output

    empty = tmp_path / "empty.duckdb"
    duckdb.connect(str(empty)).close()
    no_marts = loaders("export", tmp_path / "x", "--warehouse", empty)
    assert no_marts.exit_code == 2
    assert "holds no marts" in no_marts.output
    assert not (tmp_path / "x").exists()
