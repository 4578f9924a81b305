"""Build on Spark what a build file was built from, and compare every mart row for row.

The build file is one that DuckDB built: its `raw` is handed to Spark, its marts are what should
come. Each mart that differs is printed with rows that one side alone has; any makes the exit code
1.

    python -m spark.parity BUILD_FILE
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb

from spark import raw, session

# What a build says of itself; when documents were loaded is the same on both sides.
_LEFT_OUT = frozenset({"build", "rpt_row_count"})
_SHOWN = 3


def differences(build_file: Path, warehouse: Path, schemas: list[str]) -> Iterator[str]:
    """Say of each table how it differs, and of each that is equal that it is."""
    with duckdb.connect() as connection:
        connection.execute("set timezone = 'UTC'")
        connection.execute(f"attach '{build_file}' as duck (read_only)")
        tables = connection.execute(
            "select schema_name, table_name from duckdb_tables()"
            " where database_name = 'duck' and list_contains(?, schema_name) order by all",
            [schemas],
        ).fetchall()
        for schema, table in tables:
            if table not in _LEFT_OUT:
                yield f"{schema}.{table}: {_difference(connection, schema, table, warehouse)}"


def _difference(
    connection: duckdb.DuckDBPyConnection, schema: str, table: str, warehouse: Path
) -> str:
    columns = connection.execute(
        "select column_name, data_type from duckdb_columns() where database_name = 'duck'"
        " and schema_name = ? and table_name = ? order by column_index",
        [schema, table],
    ).fetchall()
    folder = warehouse / f"{schema}.db" / table
    if not any(folder.glob("*.parquet")):
        return "MISSING on Spark"
    selected = ", ".join(
        f'cast("{name}" as {data_type}) as "{name}"' for name, data_type in columns
    )
    duck = f"select {selected} from duck.{schema}.{table}"
    spark = f"select {selected} from read_parquet('{folder}/*.parquet')"
    found = []
    for side, query in (
        ("DuckDB", f"{duck} except all {spark}"),
        ("Spark", f"{spark} except all {duck}"),
    ):
        only = connection.execute(f"select count(*) from ({query})").fetchone()
        if only and only[0]:
            rows = connection.execute(f"select * from ({query}) limit {_SHOWN}").fetchall()
            found.append(f"{only[0]} rows on {side} only, e.g. {rows}")
    total = connection.execute(f"select count(*) from ({duck})").fetchone()
    return "; ".join(found) if found else f"equal, {total[0] if total else 0} rows"


def main(build_file: Path, schemas: list[str]) -> int:
    """Build, compare, print; return 1 if anything differs."""
    spark, warehouse = session.start("parity")
    raw.write(build_file, session.WORK / "parity" / "raw")
    raw.register(spark, session.WORK / "parity" / "raw")
    done = session.run_dbt("build", "--exclude-resource-type", "test", "unit_test")
    differing = 0
    for line in differences(build_file, warehouse, schemas):
        print(line)
        differing += ": equal" not in line
    print(f"{differing} tables differ")
    return 0 if done.success and not differing else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:] or ["marts"]))
