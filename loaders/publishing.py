"""Copy the marts, and nothing else, from the private build file to the file that others query."""

import os
from collections.abc import Set
from dataclasses import dataclass
from pathlib import Path

import duckdb

from loaders.database import attach, count, explained, opened, quoted_name, quoted_text
from loaders.errors import WarehouseError

_BUILD = "build_file"
_SCHEMA = "marts"


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


def expected_tables(models: Path) -> Set[str]:
    """Name the tables that the project's marts consist of: one for each model."""
    return frozenset(model.stem for model in models.rglob("*.sql"))


def publish(build_file: Path, target: Path, expected: Set[str]) -> list[PublishedTable]:
    """Write the marts to a file beside the target, then put it in the target's place at once.

    Whoever has the old file open keeps reading it; nobody ever sees half a file.
    """
    target = target.resolve()
    if target == build_file.resolve():
        raise WarehouseError(f"{target} is the build file itself.\nPublish to another file.")
    if target.is_dir():
        raise WarehouseError(f"{target} is a folder.\nName the file to publish to.")
    draft = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        with opened(draft) as connection:
            attach(connection, build_file, _BUILD)
            tables = _copy(connection, _tables_to_copy(connection, build_file, expected))
        # A log left beside the old file would be replayed into the new one.
        _log_of(target).unlink(missing_ok=True)
        os.replace(draft, target)
    except (duckdb.Error, OSError) as error:
        raise explained(error, target) from error
    finally:
        for leftover in (draft, _log_of(draft)):
            if leftover.exists():
                leftover.unlink()
    return tables


def _log_of(file: Path) -> Path:
    return file.with_name(f"{file.name}.wal")


def _tables_to_copy(
    connection: duckdb.DuckDBPyConnection, build_file: Path, expected: Set[str]
) -> list[tuple[str, str | None]]:
    """List name and comment of the tables; a table whose model is gone stays behind."""
    built = connection.execute(
        "select table_name, comment from duckdb_tables()"
        " where database_name = ? and schema_name = ? order by table_name",
        [_BUILD, _SCHEMA],
    ).fetchall()
    if not built:
        raise WarehouseError(
            f"{build_file} holds no marts.\nRun dbt build first, then publish again."
        )
    missing = sorted(expected - {name for name, _ in built})
    if missing:
        raise WarehouseError(
            f"The marts are not complete: {', '.join(missing)} not built.\n"
            "Run dbt build until it ends without an error, then publish again."
        )
    return [(name, comment) for name, comment in built if not expected or name in expected]


def _copy(
    connection: duckdb.DuckDBPyConnection, tables: list[tuple[str, str | None]]
) -> list[PublishedTable]:
    connection.execute(f"create schema {_SCHEMA}")
    return [_copy_table(connection, name, comment) for name, comment in tables]


def _copy_table(
    connection: duckdb.DuckDBPyConnection, name: str, comment: str | None
) -> PublishedTable:
    source = f"{_BUILD}.{_SCHEMA}.{quoted_name(name)}"
    copy = f"{_SCHEMA}.{quoted_name(name)}"
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
        [_BUILD, _SCHEMA, table],
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
    source = f"{_BUILD}.{_SCHEMA}.{quoted_name(table)}"
    distinct = count(connection, source, f"distinct {quoted_name(first_column)}")
    return first_column if distinct == count(connection, source) else None
