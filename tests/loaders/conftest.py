"""Small documents of every format, and a build file to load them into."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import settings
from typer.testing import CliRunner, Result

from loaders.cli import app
from loaders.store import Store

# The same examples on every machine, and no failure because a machine is slow.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")


class Loaders:
    """Runs commands of `python -m loaders` on a build file of their own."""

    def __init__(self, build_file: Path) -> None:
        self.build_file = build_file

    def __call__(self, *arguments: str | Path) -> Result:
        return CliRunner().invoke(
            app, [str(argument) for argument in arguments], env=self._environment
        )

    @property
    def _environment(self) -> dict[str, str]:
        return {"WAREHOUSE_BUILD_FILE": str(self.build_file)}

    def query(self, statement: str) -> list[tuple[object, ...]]:
        with duckdb.connect(str(self.build_file), read_only=True) as connection:
            return connection.execute(statement).fetchall()

    def text_of(self, file_name: str) -> str:
        """Put a document together again from its lines."""
        rows = self.query(
            "select line.line_text from raw.line join raw.document using (document_key)"
            f" where document.file_name = '{file_name}' and document.is_current"
            " order by line.line_number"
        )
        return "\n".join(str(row[0]) for row in rows)


@pytest.fixture
def loaders(tmp_path: Path) -> Loaders:
    return Loaders(tmp_path / "build folder" / "build.duckdb")


@pytest.fixture
def store() -> Iterator[Store]:
    with duckdb.connect() as connection:
        store = Store(connection)
        store.create_tables()
        yield store
