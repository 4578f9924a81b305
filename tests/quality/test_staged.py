"""What the loaders wrote is checked before dbt reads it."""

from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner, Result

from quality.cli import app
from tests.loaders.conftest import Loaders

# The library warns of what it will do without in later versions.
pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture
def loaders(tmp_path: Path) -> Loaders:
    document = tmp_path / "bulletin.txt"
    document.write_text("One county invested 2 million yuan.\n\nIt held 3 courses.\n", "utf-8")
    loaders = Loaders(tmp_path / "build.duckdb")
    loaders("load", document)
    return loaders


def checked(loaders: Loaders, corruption: str = "") -> Result:
    with duckdb.connect(str(loaders.build_file)) as connection:
        connection.execute(corruption)
    return CliRunner().invoke(app, ["staged", "--build-file", str(loaders.build_file)])


def test_loaded_documents_are_as_expected(loaders: Loaders) -> None:
    result = checked(loaders)
    assert result.exit_code == 0, result.output
    assert "staged: 36 of 36 expectations are met." in result.output


@pytest.mark.parametrize(
    ("corruption", "table"),
    [
        ("delete from raw.line where line_number = 2", "raw.document with its lines"),
        ("insert into raw.line from raw.line limit 1", "raw.line"),
        ("update raw.line set line_text = line_text || chr(10)", "raw.line"),
        ("update raw.line set line_text = repeat(chr(65533), 9)", "raw.document with its lines"),
        ("update raw.document set content_sha256 = md5('x')", "raw.document"),
        ("delete from raw.document", "raw.line without document"),
    ],
)
def test_corruption_stops_and_says_what_to_do(
    loaders: Loaders, corruption: str, table: str
) -> None:
    result = checked(loaders, corruption)
    assert result.exit_code == 1
    assert f"{table}:" in result.output
    assert "→" in result.output
    assert "Nothing is published" in result.output


def test_empty_build_file_is_explained(tmp_path: Path) -> None:
    build_file = tmp_path / "none.duckdb"
    result = CliRunner().invoke(app, ["staged", "--build-file", str(build_file)])
    assert result.exit_code == 2
    assert "Load documents" in result.output
