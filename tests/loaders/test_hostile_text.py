"""One document that wants to be more than text, through every way out."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.exporting import export
from loaders.visible import visible, visible_in_sql, visible_line
from tests.hostile import HOSTILE, HOSTILE_NAME, STEERING, STEERING_SIGNS
from tests.loaders.conftest import Loaders

CHECK = """
import sys
from pathlib import Path
import pandas as pd
from great_expectations.expectations import ExpectColumnValuesToBeInSet
from quality.checking import Checker

frames = {"raw.line": pd.DataFrame({"name": [sys.argv[3], "x"], "text": [sys.argv[2], "x"]})}
for checker in (Checker(), Checker(Path(sys.argv[1]))):
    is_x = ExpectColumnValuesToBeInSet(column="text", value_set=["x"], notes="none")
    print(checker.run("staged", {"raw.line": [is_x]}, frames).failures[0].found)
    checker.finish_site()
"""
OWN_STYLES = re.compile(r"\x1b\[[0-9;]*m|\x1b\[\?25[lh]|\x1b\[2K|\x1b\[1A|\r")


@pytest.fixture(params=["pipe", "terminal"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "terminal":
        monkeypatch.setenv("FORCE_COLOR", "1")
        monkeypatch.setenv("COLUMNS", "100")
    return str(request.param)


def assert_only_seen(output: str, kind: str) -> None:
    own = output if kind == "pipe" else OWN_STYLES.sub("", output)
    assert not STEERING_SIGNS & set(own), ascii(own)


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    file = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(file)) as connection:
        connection.execute(Path(__file__).with_name("marts.ddl").read_text(encoding="utf-8"))
        connection.execute(
            "update marts.number_ledger set sentence_text = ?, source_file = ?"
            " where mention_key = 'a1'",
            [HOSTILE, HOSTILE_NAME],
        )
        connection.execute("update marts.dim_document set title = ?", [HOSTILE])
        connection.execute("create table marts.names as select [?] as aliases", [HOSTILE])
    return file


def test_names_of_files_stay_text(loaders: Loaders, tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / f"{HOSTILE_NAME}.txt").write_text(HOSTILE)
    (folder / f"{HOSTILE_NAME}.\x1b[2Jodd").write_text(HOSTILE)
    results = [
        loaders("load", folder),
        loaders("list"),
        loaders("remove", f"{HOSTILE_NAME}.txt"),
        loaders("remove", HOSTILE_NAME),
    ]

    for result in results:
        assert_only_seen(result.output, kind)
        assert "\nloaded          fake" not in result.output
    assert results[2].exit_code == 0


def test_text_stays_text_on_the_terminal(loaders: Loaders, warehouse: Path, kind: str) -> None:
    for command in (("show", "a1"), ("search", "gave"), ("search", "Lu")):
        result = loaders(*command, "--warehouse", warehouse)
        assert result.exit_code == 0, result.output
        assert_only_seen(result.output, kind)
        assert "onerror=alert(1)>[red]" in "".join(OWN_STYLES.sub("", result.output).split())


def test_text_stays_text_where_it_is_explained(loaders: Loaders, kind: str) -> None:
    result = loaders("explain", "--rules", HOSTILE)
    assert result.exit_code == 0, result.output
    assert_only_seen(result.output, kind)


def test_errors_show_what_they_are_about(loaders: Loaders, tmp_path: Path, kind: str) -> None:
    for arguments in (("verify", f"{STEERING}.duckdb"), ("show", STEERING), ("load", STEERING)):
        assert_only_seen(loaders(*arguments).output, kind)


def test_text_stays_text_in_an_export(warehouse: Path, tmp_path: Path) -> None:
    export(warehouse, tmp_path / "x")

    for name in ("number_ledger", "dim_document", "names"):
        content = (tmp_path / "x" / "csv" / f"{name}.csv").read_bytes().decode()
        assert not (STEERING_SIGNS - {"\r"}) & set(content)
    with zipfile.ZipFile(tmp_path / "x" / "warehouse.xlsx") as parts:
        for part in parts.namelist():
            content = parts.read(part).decode()
            assert not (STEERING_SIGNS - {"\r"}) & set(content)
            assert "<img" not in content
            assert "<f>" not in content
    rows = duckdb.sql(
        f"select sentence_text, source_file from '{tmp_path}/x/parquet/number_ledger.parquet'"
        " where mention_key = 'a1'"
    ).fetchall()
    assert rows == [(HOSTILE, HOSTILE_NAME)]


def test_text_stays_text_where_checks_show_it(tmp_path: Path) -> None:
    # In a process of its own, since the library of the checks warns on being imported.
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", CHECK, str(tmp_path), HOSTILE, HOSTILE_NAME],
        capture_output=True,
        text=True,
        check=True,
    )
    pages = [page.read_text(encoding="utf-8") for page in tmp_path.rglob("*.html")]

    assert "onerror" in done.stdout
    assert not STEERING_SIGNS & set(done.stdout)
    assert any("onerror" in page for page in pages)
    assert not any("<img src=x" in page for page in pages)


@given(st.text())
def test_what_is_shown_is_as_long_and_steers_nothing(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    for shown in (visible(text), visible_line(text)):
        assert len(shown) == len(text)
        assert not STEERING_SIGNS & set(shown)
    assert "\n" not in visible_line(text)
    row = duckdb.execute(f"select {visible_in_sql('x')} from (select ? as x)", [text]).fetchone()
    assert row == (visible(text),)


def test_a_name_is_known_as_it_is_shown(loaders: Loaders, tmp_path: Path) -> None:
    (tmp_path / "a\nb\x1b.txt").write_text("text")
    loaders("load", tmp_path)

    assert loaders.query("select file_name from raw.document") == [("a␊b␛.txt",)]
    assert os.listdir(tmp_path)
