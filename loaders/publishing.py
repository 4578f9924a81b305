"""Copy the marts, and nothing else, from the private build file to the file that others query."""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from loaders.checking import RECORD, SCHEMA, Build, deviations, finished_build
from loaders.database import attach, count, explained, in_memory, opened, quoted_name, quoted_text
from loaders.errors import WarehouseError

_BUILD = "build_file"
_AGAIN = "Run python -m loaders build until it ends without an error, then publish again."


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """A table of the published file."""

    name: str
    row_count: int
    primary_key: str | None
    comment: str | None


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    data_type: str
    comment: str | None


def require_whole_build(build_file: Path) -> None:
    """Stop unless all marts stem from one finished build of the documents that are loaded."""
    with in_memory() as connection:
        attach(connection, build_file, _BUILD)
        _whole_build(connection, build_file)


def publish(build_file: Path, target: Path) -> list[PublishedTable]:
    """Write the marts to a file beside the target, check it, and put it in the target's place.

    Whoever has the old file open keeps reading it; nobody ever sees half a file. Whatever goes
    wrong, the old file stays.
    """
    target = target.resolve()
    if target == build_file.resolve():
        raise WarehouseError(f"{target} is the build file itself.\nPublish to another file.")
    if target.is_dir():
        raise WarehouseError(f"{target} is a folder.\nName the file to publish to.")
    draft = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        for leftover in _leftovers(target):
            _delete(leftover)
        with opened(draft) as connection:
            attach(connection, build_file, _BUILD)
            build = _whole_build(connection, build_file)
            tables = _copy(connection, build)
            # Without it closing would write the file, and keep to itself that it could not.
            connection.execute("checkpoint")
        _require_copy(draft, build)
        _sync(draft)
        # A log left beside the old file would be replayed into the new one.
        _log_of(target).unlink(missing_ok=True)
        os.replace(draft, target)
        _sync(target.parent)
    except (duckdb.Error, OSError) as error:
        raise explained(error, target) from error
    finally:
        for leftover in (draft, _log_of(draft)):
            _delete(leftover)
    return tables


def _whole_build(connection: duckdb.DuckDBPyConnection, build_file: Path) -> Build:
    build = finished_build(connection, _BUILD)
    if build is None:
        raise WarehouseError(
            f"{build_file} holds no finished build: dbt has not built everything yet, it failed or"
            f" was stopped, or it ran for some of the models only.\n{_AGAIN}"
        )
    if stale := sorted({name for name, _ in build.documents ^ _loaded_documents(connection)}):
        raise WarehouseError(f"Loaded or taken out since the build: {', '.join(stale)}.\n{_AGAIN}")
    if changed := deviations(connection, _BUILD, build):
        raise WarehouseError(
            f"The marts are not as the build left them: {'; '.join(changed)}.\n{_AGAIN}"
        )
    return build


def _loaded_documents(connection: duckdb.DuckDBPyConnection) -> frozenset[tuple[str, str]]:
    rows = connection.execute(
        f"select document_key, file_name, content_sha256 from {_BUILD}.raw.document"
        " where is_current"
    ).fetchall()
    left_out = _set_aside(connection)
    return frozenset((str(name), str(sha256)) for key, name, sha256 in rows if key not in left_out)


def _set_aside(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Return the documents that the build set aside; a build of an earlier version knows none."""
    known = connection.execute(
        "select 1 from duckdb_tables() where database_name = ? and schema_name = 'reading'"
        " and table_name = 'set_aside'",
        [_BUILD],
    ).fetchone()
    if known is None:
        return frozenset()
    rows = connection.execute(f"select document_key from {_BUILD}.reading.set_aside").fetchall()
    return frozenset(str(key) for (key,) in rows)


def _copy(connection: duckdb.DuckDBPyConnection, build: Build) -> list[PublishedTable]:
    comments = dict(
        connection.execute(
            "select table_name, comment from duckdb_tables()"
            " where database_name = ? and schema_name = ?",
            [_BUILD, SCHEMA],
        ).fetchall()
    )
    connection.execute(f"create schema {SCHEMA}")
    names = sorted([RECORD, *(table.name for table in build.tables)])
    return [_copy_table(connection, name, comments[name]) for name in names]


def _copy_table(
    connection: duckdb.DuckDBPyConnection, name: str, comment: str | None
) -> PublishedTable:
    source = f"{_BUILD}.{SCHEMA}.{quoted_name(name)}"
    copy = f"{SCHEMA}.{quoted_name(name)}"
    columns = _columns_of(connection, name)
    definitions = [f"{quoted_name(column.name)} {column.data_type}" for column in columns]
    key = _primary_key(connection, name, columns[0].name)
    if key is not None:
        definitions.append(f"primary key ({quoted_name(key)})")
    connection.execute(f"create table {copy} ({', '.join(definitions)})")
    connection.execute(f"insert into {copy} select * from {source}")
    if comment is not None:
        connection.execute(f"comment on table {copy} is {quoted_text(comment)}")
    for column in columns:
        if column.comment is not None:
            connection.execute(
                f"comment on column {copy}.{quoted_name(column.name)}"
                f" is {quoted_text(column.comment)}"
            )
    return PublishedTable(name, count(connection, copy), key, comment)


def _columns_of(connection: duckdb.DuckDBPyConnection, table: str) -> list[_Column]:
    rows = connection.execute(
        "select column_name, data_type, comment from duckdb_columns()"
        " where database_name = ? and schema_name = ? and table_name = ? order by column_index",
        [_BUILD, SCHEMA, table],
    ).fetchall()
    return [_Column(*row) for row in rows]


def _primary_key(
    connection: duckdb.DuckDBPyConnection, table: str, first_column: str
) -> str | None:
    """Return the key column of a table: the first one, where it is a key of its own and unique.

    A bridge has no such column, even if the few rows of a small load make its first one unique.
    """
    if table.startswith("bridge_") or not first_column.endswith("_key"):
        return None
    source = f"{_BUILD}.{SCHEMA}.{quoted_name(table)}"
    distinct = count(connection, source, f"distinct {quoted_name(first_column)}")
    return first_column if distinct == count(connection, source) else None


def _require_copy(draft: Path, build: Build) -> None:
    """Read the draft again from the disk; stop unless it is what the build left."""
    with in_memory() as connection:
        attach(connection, draft, "draft")
        copied = finished_build(connection, "draft")
        wrong = deviations(connection, "draft", build)
    if copied != build or wrong or _log_of(draft).exists():
        raise WarehouseError(
            f"The copy of the marts is not whole: {'; '.join(wrong) or 'its end is missing'}.\n"
            "Nothing is published. Look at the disk, then publish again."
        )


def _sync(path: Path) -> None:
    """Have the disk hold what was written, so that a power cut cannot undo it."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _log_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.wal")


def _leftovers(target: Path) -> Iterator[Path]:
    """Find drafts whose process was killed, and what DuckDB put beside them."""
    pattern = re.compile(re.escape(target.name) + r"\.(?P<process>\d{1,9})\.tmp(\.\w+)?")
    if target.parent.is_dir():
        for path in target.parent.iterdir():
            match = pattern.fullmatch(path.name)
            if match and not _is_running(int(match["process"])):
                yield path


def _is_running(process: int) -> bool:
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    elif path.exists():
        path.unlink()
