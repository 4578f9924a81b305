"""Put the marts that Spark made into the build file that `raw` was handed over from.

What reads a build of DuckDB reads it then: `loaders publish` checks and publishes it, and all that
works on warehouse.duckdb works on the result. Only the result of a run in which every model was
built and every data test passed is taken; dbt's account of it lies in the folder of its target.

    python -m spark.marts FOLDER_OF_MARTS TARGET_FOLDER BUILD_FILE
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import duckdb

from loaders.checking import RECORD, ROWS_CHECKSUM, SCHEMA
from loaders.database import opened, quoted_name, quoted_text
from loaders.errors import WarehouseError

_DONE = frozenset({"success", "pass", "no-op"})


def take_over(marts: Path, target: Path, build_file: Path) -> list[str]:
    """Replace the marts of a build file by those in a folder, all or none; return their names."""
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    results = json.loads((target / "run_results.json").read_text(encoding="utf-8"))
    _require_whole_run(manifest, results)
    models = [
        node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["schema"] == SCHEMA
    ]
    tests = sum(node["resource_type"] == "test" for node in manifest["nodes"].values())
    with opened(build_file) as connection:
        # Spark's timestamps are points in time; those of the marts are in UTC.
        connection.execute("set timezone = 'UTC'")
        connection.execute("begin transaction")
        connection.execute(f"create schema if not exists {SCHEMA}")
        for model in models:
            _take_table(connection, marts / model["name"], model)
        counted = " union all ".join(
            f"select {quoted_text(model['name'])} as table_name, count(*) as row_count,"
            f" {ROWS_CHECKSUM} as checksum"
            f" from {SCHEMA}.{quoted_name(model['name'])} as whole_row"
            for model in models
            if model["name"] != RECORD
        )
        connection.execute(
            f"update {SCHEMA}.{RECORD} set finished_at = ?, rule_fingerprint = ?,"
            " passed_test_count = ?, public_tables ="
            f" (select list(public_table order by table_name) from ({counted}) as public_table)",
            [results["metadata"]["generated_at"].removesuffix("Z"), _fingerprint(manifest), tests],
        )
        connection.execute("commit")
    return sorted(model["name"] for model in models)


def _require_whole_run(manifest: dict[str, Any], results: dict[str, Any]) -> None:
    done = {row["unique_id"] for row in results["results"] if row["status"] in _DONE}
    missing = [
        node["name"]
        for key, node in manifest["nodes"].items()
        if node["resource_type"] in ("model", "seed", "test") and key not in done
    ]
    if missing:
        raise WarehouseError(
            f"{len(missing)} models, seeds and tests were not built or did not pass, such as"
            f" {missing[0]}.\nRun dbt build for all of them, then take the marts over."
        )


def _take_table(connection: duckdb.DuckDBPyConnection, folder: Path, model: dict[str, Any]) -> None:
    if not any(folder.rglob("*.parquet")):
        raise WarehouseError(f"{folder} holds no Parquet.\nName the folder of the schema {SCHEMA}.")
    table = f"{SCHEMA}.{quoted_name(model['name'])}"
    columns = ", ".join(
        f"cast({quoted_name(name)} as {column['data_type']}) as {quoted_name(name)}"
        for name, column in model["columns"].items()
    )
    connection.execute(
        f"create or replace table {table} as select {columns}"
        f" from read_parquet({quoted_text(f'{folder}/**/*.parquet')})"
    )
    connection.execute(f"comment on table {table} is {quoted_text(model['description'].strip())}")
    for name, column in model["columns"].items():
        connection.execute(
            f"comment on column {table}.{quoted_name(name)}"
            f" is {quoted_text(column['description'].strip())}"
        )


def _fingerprint(manifest: dict[str, Any]) -> str:
    """Hash what reads the text, as the project was when it ran."""
    parts = [
        node["checksum"]["checksum"]
        for _, node in sorted(manifest["nodes"].items())
        if node["resource_type"] in ("model", "seed")
    ] + [macro["macro_sql"] for _, macro in sorted(manifest["macros"].items())]
    return hashlib.md5("\n".join(parts).encode(), usedforsecurity=False).hexdigest()


if __name__ == "__main__":
    try:
        names = take_over(*map(Path, sys.argv[1:4]))
    except WarehouseError as error:
        sys.exit(str(error))
    print(f"Took over {len(names)} tables. Publish them: python -m loaders publish.")
