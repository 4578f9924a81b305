"""List what the models say of every document at hand otherwise than at an earlier commit.

The documents in data/documents and data/evaluation are built twice, without tests: by the models of
a commit and by those of the working tree. Compared are all public tables: the kind of every number,
every attribute of every fact, every place, doubt and member of a dimension. Each difference is
printed with its place in the text; any makes the exit code 1. What a commit says is kept in
build/parity, so that it is built once.

    python scripts/parity.py [COMMIT]
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb

from loaders.database import attach, quoted_name
from loaders.errors import WarehouseError

CHECKOUT = Path(__file__).resolve().parent.parent
FOLDER = Path("build", "parity")
# What a table holds besides the text's content: when it was loaded, how the build went.
_LEFT_OUT_TABLES = frozenset({"build", "rpt_row_count", "time_spine_day"})
_LEFT_OUT_COLUMNS = frozenset({"loaded_at"})
# Where a row stands in the text; tables without these columns are compared row by row.
_PLACE = ("source_file", "source_line", "mention_start")
_SHOWN = 200
_DBT = str(Path(sys.executable).with_name("dbt"))


def documents() -> list[str]:
    """Name the folders of the documents, as absolute paths: another checkout reads them too."""
    folders = [Path("data", "documents"), *sorted(Path("data", "evaluation").glob("*/documents"))]
    return [str(CHECKOUT / folder) for folder in folders]


def build(source: Path, file: Path) -> None:
    """Build all documents with the models of a checkout, into a file that is whole or not there."""
    draft = file.with_suffix(".draft")
    for leftover in draft.parent.glob(f"{draft.name}*"):
        leftover.unlink()
    environment = os.environ | {
        "WAREHOUSE_BUILD_FILE": str(CHECKOUT / draft),
        "DBT_TARGET_PATH": str(CHECKOUT / FOLDER / f"target-{source.name}"),
        "DBT_LOG_PATH": str(CHECKOUT / FOLDER / "logs"),
        "PYTHONPATH": str(source),
    }
    for command in (
        [sys.executable, "-m", "loaders", "load", *documents()],
        [_DBT, "--quiet", "build", "--exclude-resource-type", "test", "unit_test"],
    ):
        if subprocess.run(command, cwd=source, env=environment, check=False).returncode != 0:
            raise WarehouseError(f"This failed in {source}, see above: {' '.join(command)}")
    draft.replace(file)


def build_commit(commit: str) -> Path:
    """Build what a commit says, once."""
    file = FOLDER / f"{commit}.duckdb"
    if not file.exists():
        source = (FOLDER / "source").resolve()
        _git("worktree", "add", "--force", "--detach", str(source), commit)
        try:
            build(source, file)
        finally:
            _git("worktree", "remove", "--force", str(source))
    return file


def differences(before: Path, after: Path) -> Iterator[str]:
    """Say each difference between the public tables of two builds in a line."""
    with duckdb.connect() as connection:
        attach(connection, before, "before")
        attach(connection, after, "after")
        columns = [_columns(connection, catalog) for catalog in ("before", "after")]
        for table in sorted(columns[0].keys() & columns[1].keys()):
            shared = [column for column in columns[0][table] if column in columns[1][table]]
            if set(_PLACE) <= set(shared):
                yield from _attributes(connection, table, shared)
            else:
                yield from _rows(connection, table, shared)
        for table in sorted(columns[0].keys() - columns[1].keys()):
            yield f"{table}: no longer there"


def _columns(connection: duckdb.DuckDBPyConnection, catalog: str) -> dict[str, list[str]]:
    rows = connection.execute(
        "select table_name, column_name from duckdb_columns()"
        " where database_name = ? and schema_name = 'marts' order by table_name, column_index",
        [catalog],
    ).fetchall()
    found: dict[str, list[str]] = {}
    for table, column in rows:
        if table not in _LEFT_OUT_TABLES and column not in _LEFT_OUT_COLUMNS:
            found.setdefault(table, []).append(column)
    return found


def _attributes(
    connection: duckdb.DuckDBPyConnection, table: str, columns: list[str]
) -> Iterator[str]:
    """Compare value by value what stands at the same place of the text."""
    values = ", ".join(
        f"coalesce(cast({quoted_name(column)} as varchar), 'null') as {quoted_name(column)}"
        for column in columns
        if column not in _PLACE
    )
    places = ", ".join(_PLACE)
    # The same place may bear two rows, like the sessions and the people of one number.
    sides = [
        f"select {places}, attribute, list(value order by value) as value from ("
        f"unpivot (select {places}, {values} from {catalog}.marts.{quoted_name(table)})"
        f" on * exclude ({places}) into name attribute value value) group by all"
        for catalog in ("before", "after")
    ]
    rows = connection.execute(
        f"select {places}, attribute, old.value, new.value from ({sides[0]}) as old"
        f" full join ({sides[1]}) as new using ({places}, attribute)"
        " where old.value is distinct from new.value order by all"
    ).fetchall()
    for file, line, start, attribute, old, new in rows:
        yield f"{table} {file}:{line}:{start} {attribute}: {_shown(old)} -> {_shown(new)}"


def _rows(connection: duckdb.DuckDBPyConnection, table: str, columns: list[str]) -> Iterator[str]:
    """Compare the rows of a table whose rows have no place in the text."""
    selected = ", ".join(map(quoted_name, columns))
    sides = [
        f"select {selected} from {catalog}.marts.{quoted_name(table)}"
        for catalog in ("before", "after")
    ]
    for sign, first, second in (("-", *sides), ("+", *reversed(sides))):
        for row in connection.execute(f"({first}) except all ({second}) order by all").fetchall():
            yield f"{table} {sign} {row}"


def _shown(values: list[str] | None) -> str:
    return "no row" if values is None else ", ".join(values)


def _git(*arguments: str) -> str:
    done = subprocess.run(("git", *arguments), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise WarehouseError(f"git {' '.join(arguments)} failed:\n{done.stderr}")
    return done.stdout.strip()


def main() -> int:
    """Build both, print every difference; return 1 if there is any."""
    os.chdir(CHECKOUT)
    FOLDER.mkdir(parents=True, exist_ok=True)
    try:
        before = build_commit(_git("rev-parse", sys.argv[1] if len(sys.argv) > 1 else "HEAD"))
        after = FOLDER / "working_tree.duckdb"
        build(CHECKOUT, after)
        found = list(differences(before, after))
    except WarehouseError as error:
        sys.exit(f"Error: {error}")
    for line in found[:_SHOWN]:
        print(line)
    if len(found) > _SHOWN:
        print(f"... and {len(found) - _SHOWN} more")
    print(f"{len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
