"""The examples of docs/tools.md run on the published file and give the answer that SQL gives.

What a machine lacks (the DuckDB shell, R, R's package duckdb) is skipped, and so is all of it
without the environment variable WAREHOUSE_FILE.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from scripts.refresh_snippets import CHECKOUT

_PAGE = (CHECKOUT / "docs" / "tools.md").read_text(encoding="utf-8")
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_BLOCKS = _BLOCK.findall(_PAGE)
_VENV = Path(sys.executable).parent


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the page has it: the warehouse, and an export of it."""
    file = os.environ.get("WAREHOUSE_FILE")
    if file is None:
        pytest.skip("WAREHOUSE_FILE does not name a warehouse of data/documents")
    folder = tmp_path_factory.mktemp("a checkout")
    shutil.copy(CHECKOUT / file, folder / "warehouse.duckdb")
    _run([sys.executable, "-m", "loaders", "export", str(folder / "export")], CHECKOUT)
    return folder


@pytest.fixture(scope="module")
def loans(folder: Path) -> list[tuple[str, int]]:
    with duckdb.connect(str(folder / "warehouse.duckdb"), read_only=True) as connection:
        rows = connection.execute(
            "select theme_name, cast(round(sum(amount_cny * coalesce(recipient_count, 1)) / 1e6)"
            " as bigint) as million_yuan"
            " from marts.fct_funds_allocated join marts.dim_theme using (theme_key)"
            " where is_additive and instrument = 'loan' group by all having million_yuan > 0"
        ).fetchall()
    assert len(rows) > 2
    return sorted(rows, key=_by_amount)


def _by_amount(row: tuple[str, int]) -> tuple[int, str]:
    return -row[1], row[0]


def _run(command: list[str], folder: Path) -> str:
    environment = os.environ | {"PATH": f"{_VENV}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _answered(printed: str) -> list[tuple[str, int]]:
    """Read names and numbers from whatever a tool puts around them."""
    lines = re.findall(r"^[ │|\"]*(\w[^│|\"\d\n]*?)[ │|\",]+(\d+)[ │|]*$", printed, re.MULTILINE)
    found = [(name, int(number)) for name, number in lines if int(number) > 0]
    return sorted(found, key=_by_amount)


@pytest.mark.parametrize("code", [code for language, code in _BLOCKS if language == "python"])
def test_python(code: str, folder: Path, loans: list[tuple[str, int]]) -> None:
    assert _answered(_run([sys.executable, "-W", "error", "-c", code], folder)) == loans


@pytest.mark.parametrize("code", [code for language, code in _BLOCKS if language == "r"])
def test_r(code: str, folder: Path, loans: list[tuple[str, int]]) -> None:
    if not shutil.which("Rscript"):
        pytest.skip("R is not installed")
    installed = _run(["Rscript", "-e", "cat('duckdb' %in% rownames(installed.packages()))"], folder)
    if "duckdb::" in code and installed != "TRUE":
        pytest.skip("R's package duckdb is not installed")
    (folder / "example.R").write_text(code, encoding="utf-8")
    assert _answered(_run(["Rscript", "--vanilla", "example.R"], folder)) == loans


@pytest.mark.parametrize(
    "code",
    [code for language, code in _BLOCKS if language == "sh" and code.startswith("duckdb ")],
)
def test_shell(code: str, folder: Path, loans: list[tuple[str, int]]) -> None:
    if not (shutil.which("duckdb") or shutil.which("duckdb", path=str(_VENV))):
        pytest.skip("the DuckDB shell is not installed")
    printed = _run(["sh", "-c", code], folder)
    if "million_yuan" in code:
        assert _answered(printed) == loans
    elif "comment" in code:
        assert "Safe to sum" in printed
    else:
        with duckdb.connect(str(folder / "my_work.duckdb"), read_only=True) as connection:
            kinds = connection.execute("select distinct instrument from loans").fetchall()
        assert kinds == [("loan",)]


def test_every_example_is_run_by_a_test() -> None:
    not_run = {"ini"}  # a setting, not a program
    commands = [code.split(" ")[0] for language, code in _BLOCKS if language == "sh"]
    assert {language for language, _ in _BLOCKS} - not_run == {"python", "r", "sh"}
    # The other commands set up the shell and make the export, as the fixture does.
    assert set(commands) == {"duckdb", ".venv/bin/python"}
