"""Show whether the marts of two files are the same, row for row."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from loaders.database import attach, count, in_memory, quoted_name
from loaders.errors import WarehouseError

# When a document was loaded is a fact about the load; the record of the build repeats the rest.
_IGNORED_TABLES = frozenset({"build"})
IGNORED_COLUMNS = frozenset({("dim_document", "loaded_at")})
_SCHEMA = "marts"
_CATALOGS = ("first_file", "second_file")


@dataclass(frozen=True, slots=True)
class Comparison:
    """One table in both files."""

    table: str
    row_counts: tuple[int | None, int | None]
    only_in_first: int
    only_in_second: int
    example: str | None
    difference_of_columns: str | None

    @property
    def is_same(self) -> bool:
        """Tell whether both files hold the table with the same columns and rows."""
        return (
            None not in self.row_counts
            and self.difference_of_columns is None
            and self.only_in_first == self.only_in_second == 0
        )


def compare(first: Path, second: Path) -> list[Comparison]:
    """Compare all tables of the marts; the order of their rows does not count."""
    with in_memory() as connection:
        for path, catalog in zip((first, second), _CATALOGS, strict=True):
            attach(connection, path, catalog)
        tables = [_columns(connection, catalog) for catalog in _CATALOGS]
        for path, columns_of_tables in zip((first, second), tables, strict=True):
            if not columns_of_tables:
                raise WarehouseError(f"{path} holds no marts.\nRun python -m loaders build first.")
        return [
            _compare_table(connection, table, [columns.get(table) for columns in tables])
            for table in sorted(tables[0].keys() | tables[1].keys())
        ]


def _columns(connection: duckdb.DuckDBPyConnection, catalog: str) -> dict[str, dict[str, str]]:
    """Return per table its columns and their types."""
    rows = connection.execute(
        "select columns.table_name, columns.column_name, columns.data_type"
        " from duckdb_columns() as columns"
        " where columns.database_name = ? and columns.schema_name = ?"
        " order by columns.table_name, columns.column_index",
        [catalog, _SCHEMA],
    ).fetchall()
    found: dict[str, dict[str, str]] = {}
    for table, column, data_type in rows:
        if table not in _IGNORED_TABLES and (table, column) not in IGNORED_COLUMNS:
            found.setdefault(table, {})[column] = data_type
    return found


def _compare_table(
    connection: duckdb.DuckDBPyConnection, table: str, columns: list[dict[str, str] | None]
) -> Comparison:
    counts = [
        count(connection, f"{catalog}.{_SCHEMA}.{quoted_name(table)}") if known else None
        for catalog, known in zip(_CATALOGS, columns, strict=True)
    ]
    row_counts = (counts[0], counts[1])
    first, second = columns
    if first is None or second is None:
        return Comparison(table, row_counts, 0, 0, None, None)
    if first != second:
        unlike = sorted(name for name, _ in first.items() ^ second.items())
        difference = ", ".join(dict.fromkeys(unlike)) or "order of the columns"
        return Comparison(table, row_counts, 0, 0, None, difference)
    selected = ", ".join(map(quoted_name, first))
    selects = [
        f"select {selected} from {catalog}.{_SCHEMA}.{quoted_name(table)}" for catalog in _CATALOGS
    ]
    only_in = [
        f"({selects[0]} except all {selects[1]})",
        f"({selects[1]} except all {selects[0]})",
    ]
    differing = [count(connection, rows) for rows in only_in]
    examples = (_first_row(connection, rows) for rows in only_in)
    example = next((row for row in examples if row), None) if any(differing) else None
    return Comparison(table, row_counts, differing[0], differing[1], example, None)


def _first_row(connection: duckdb.DuckDBPyConnection, source: str) -> str | None:
    result = connection.execute(f"select * from {source} order by all limit 1")
    row: tuple[Any, ...] | None = result.fetchone()
    if row is None or result.description is None:
        return None
    names = [column[0] for column in result.description]
    return ", ".join(f"{name}={value}" for name, value in zip(names, row, strict=True))
