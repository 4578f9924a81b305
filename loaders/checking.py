"""Compare a file with what its build recorded of it in marts.build."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from loaders.database import attach, in_memory, quoted_name, quoted_text
from loaders.errors import WarehouseError

SCHEMA = "marts"
RECORD = "build"
# Written by the build with the same expression: macros/build/build_record.sql.
ROWS_CHECKSUM = "cast(coalesce(sum(md5_number_lower(cast(whole_row as varchar))), 0) as varchar)"


@dataclass(frozen=True, slots=True, order=True)
class BuiltTable:
    """A table as the build left it."""

    name: str
    row_count: int
    checksum: str


@dataclass(frozen=True, slots=True)
class Build:
    """What a finished build recorded of itself."""

    build_id: str
    finished_at: datetime
    project_version: str
    rule_fingerprint: str
    passed_test_count: int
    documents: frozenset[tuple[str, str]]
    tables: tuple[BuiltTable, ...]


def finished_build(connection: duckdb.DuckDBPyConnection, catalog: str) -> Build | None:
    """Return the record of the build that the tables stem from; None if it is not finished."""
    if RECORD not in _table_names(connection, catalog):
        return None
    row = connection.execute(
        "select build_id, finished_at, project_version, rule_fingerprint, passed_test_count,"
        " documents, public_tables"
        f" from {catalog}.{SCHEMA}.{RECORD} where finished_at is not null"
    ).fetchone()
    if row is None:
        return None
    build_id, finished_at, project_version, rule_fingerprint, tests, documents, tables = row
    return Build(
        build_id,
        finished_at,
        project_version,
        rule_fingerprint,
        tests,
        frozenset((document["file_name"], document["content_sha256"]) for document in documents),
        tuple(BuiltTable(*table.values()) for table in tables),
    )


def deviations(connection: duckdb.DuckDBPyConnection, catalog: str, build: Build) -> list[str]:
    """Say of each table that is not as the build left it what is wrong with it."""
    present = _table_names(connection, catalog)
    return [
        f"{table.name} {deviation}"
        for table in build.tables
        if (deviation := _deviation(connection, catalog, table, present))
    ]


def _deviation(
    connection: duckdb.DuckDBPyConnection, catalog: str, table: BuiltTable, present: frozenset[str]
) -> str | None:
    if table.name not in present:
        return "is missing"
    found = connection.execute(
        f"select count(*), {ROWS_CHECKSUM}"
        f" from {catalog}.{SCHEMA}.{quoted_name(table.name)} as whole_row"
    ).fetchone()
    if found == (table.row_count, table.checksum):
        return None
    row_count = found[0] if found else 0
    if row_count != table.row_count:
        return f"has {row_count:,} rows, the build left {table.row_count:,}"
    return "has other values than the build left"


def verify(file: Path) -> tuple[Build, list[str]]:
    """Read all of a published file; return its build and what is not as that left it."""
    with in_memory() as connection:
        attach(connection, file, "published")
        try:
            build = finished_build(connection, "published")
            if build is None:
                raise WarehouseError(
                    f"{file} does not say which build it stems from.\n"
                    "Publish it again: make warehouse."
                )
            known = {RECORD, *(table.name for table in build.tables)}
            foreign = sorted(_table_names(connection, "published") - known)
            return build, [
                *deviations(connection, "published", build),
                *(f"{name} is no table of the build" for name in foreign),
            ]
        except duckdb.Error as error:
            raise WarehouseError(
                f"{file} is damaged.\n{error}\nPublish it again: python -m loaders publish."
            ) from error


def _table_names(connection: duckdb.DuckDBPyConnection, catalog: str) -> frozenset[str]:
    rows = connection.execute(
        "select table_name from duckdb_tables()"
        f" where database_name = {quoted_text(catalog)} and schema_name = '{SCHEMA}'"
    ).fetchall()
    return frozenset(str(name) for (name,) in rows)
