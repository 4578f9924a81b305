"""Hand what the loaders wrote to Spark: the tables of `raw` as Parquet, by a hash of the document.

python -m spark.raw BUILD_FILE FOLDER
"""

import sys
from pathlib import Path

import duckdb
from pyspark.sql import SparkSession

from loaders.store import TABLES

# Documents are spread by the first two digits of the hash that is their key.
_BUCKET = "document_bucket"
_BUCKETED = frozenset({"document", "file", "line"})


def write(build_file: Path, folder: Path) -> None:
    """Write each table of `raw` into a folder of its own."""
    with duckdb.connect() as connection:
        # Spark's timestamps are points in time; those of the loaders are in UTC.
        connection.execute("set timezone = 'UTC'")
        connection.execute(f"attach '{build_file}' as build (read_only)")
        for table, (_, columns) in TABLES.items():
            selected = [
                f"{name}::timestamptz as {name}" if rule.startswith("timestamp") else name
                for name, (rule, _) in columns.items()
            ]
            options = "format parquet, overwrite"
            if table in _BUCKETED:
                selected.append(f"substr(document_key, 1, 2) as {_BUCKET}")
                options += f", partition_by ({_BUCKET})"
            (folder / table).mkdir(parents=True, exist_ok=True)
            target = folder / table if table in _BUCKETED else folder / table / "rows.parquet"
            connection.execute(
                f"copy (select {', '.join(selected)} from build.raw.{table})"
                f" to '{target}' ({options})"
            )


def register(spark: SparkSession, folder: Path | None) -> None:
    """Make the tables of `raw`: of what stands in the folder, or empty."""
    spark.sql("create schema if not exists raw")
    for table, (_, columns) in TABLES.items():
        definitions = ", ".join(
            f"{name} {rule.split()[0].replace('varchar', 'string')}"
            for name, (rule, _) in columns.items()
        )
        spark.sql(f"drop table if exists raw.{table}")
        location = f"location '{(folder / table).absolute()}'" if folder else ""
        if folder and table in _BUCKETED:
            spark.sql(
                f"create table raw.{table} ({definitions}, {_BUCKET} string)"
                f" using parquet partitioned by ({_BUCKET}) {location}"
            )
            spark.sql(f"msck repair table raw.{table}")
        else:
            spark.sql(f"create table raw.{table} ({definitions}) using parquet {location}")


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
    register(SparkSession.builder.enableHiveSupport().getOrCreate(), Path(sys.argv[2]))
