"""The marts that Spark made, as DuckDB writes such files; dbt's account of the run beside them."""

import json
from pathlib import Path

import duckdb
import pytest

from loaders.checking import verify
from loaders.errors import WarehouseError
from loaders.publishing import publish
from loaders.store import Store
from spark.marts import take_over

_DOCUMENTS = "struct(file_name string, content_sha256 string)[]"
_TABLES = "struct(table_name string, row_count bigint, checksum string)[]"
# Table → its columns with their types, and its rows as Spark writes them.
_MARTS = {
    "build": (
        {
            "build_id": "string",
            "finished_at": "timestamp",
            "project_version": "string",
            "rule_fingerprint": "string",
            "documents": _DOCUMENTS,
            "public_tables": _TABLES,
            "passed_test_count": "integer",
        },
        f"select 'b1', null, '1', null, []::{_DOCUMENTS}, null::{_TABLES}, null",
    ),
    "fct_funds_allocated": (
        {"funds_key": "string", "amount": "decimal(18, 2)", "stated_at": "timestamp"},
        "select 'a', 1.50::decimal(18, 2), timestamptz '2016-01-02 03:04:05+00'",
    ),
}


@pytest.fixture
def marts(tmp_path: Path) -> Path:
    folder = tmp_path / "marts.db"
    with duckdb.connect() as connection:
        for table, (columns, rows) in _MARTS.items():
            (folder / table).mkdir(parents=True)
            connection.execute(
                f"copy (select * from ({rows}) as made ({', '.join(columns)}))"
                f" to '{folder / table / 'part-0.parquet'}'"
            )
    return folder


@pytest.fixture
def build_file(tmp_path: Path) -> Path:
    file = tmp_path / "build.duckdb"
    with duckdb.connect(str(file)) as connection:
        Store(connection).create_tables()
    return file


def account_of_run(folder: Path, status_of_test: str) -> Path:
    nodes = {
        f"model.{table}": {
            "resource_type": "model",
            "schema": "marts",
            "name": table,
            "description": f"What {table} holds.\n",
            "checksum": {"checksum": table},
            "columns": {
                name: {"data_type": data_type, "description": f"The {name}.\n"}
                for name, data_type in columns.items()
            },
        }
        for table, (columns, _) in _MARTS.items()
    }
    nodes["test.amount"] = {"resource_type": "test", "name": "amount", "schema": "tests"}
    nodes["unit_test.amount"] = {"resource_type": "unit_test", "name": "amount", "schema": "marts"}
    results = [
        {"unique_id": key, "status": status_of_test if key == "test.amount" else "success"}
        for key in nodes
        if key != "unit_test.amount"
    ]
    (folder / "manifest.json").write_text(json.dumps({"nodes": nodes, "macros": {}}))
    (folder / "run_results.json").write_text(
        json.dumps({"metadata": {"generated_at": "2026-01-02T03:04:05.5Z"}, "results": results})
    )
    return folder


def test_what_spark_made_is_published_like_a_build_of_duckdb(
    tmp_path: Path, marts: Path, build_file: Path
) -> None:
    published = tmp_path / "warehouse.duckdb"

    assert take_over(marts, account_of_run(tmp_path, "pass"), build_file) == sorted(_MARTS)
    publish(build_file, published)

    build, deviations = verify(published)
    assert (build.build_id, build.passed_test_count, deviations) == ("b1", 1, [])
    with duckdb.connect(str(published), read_only=True) as connection:
        assert [
            str(row) for row in connection.execute("from marts.fct_funds_allocated").fetchall()
        ] == ["('a', Decimal('1.50'), datetime.datetime(2016, 1, 2, 3, 4, 5))"]
        assert connection.execute(
            "select data_type, comment from duckdb_columns()"
            " where table_name = 'fct_funds_allocated'"
        ).fetchall() == [
            ("VARCHAR", "The funds_key."),
            ("DECIMAL(18,2)", "The amount."),
            ("TIMESTAMP", "The stated_at."),
        ]


def test_a_run_with_a_failed_test_is_not_taken(
    tmp_path: Path, marts: Path, build_file: Path
) -> None:
    with pytest.raises(WarehouseError, match="did not pass, such as amount"):
        take_over(marts, account_of_run(tmp_path, "fail"), build_file)


def test_a_missing_table_leaves_the_build_file_as_it_was(
    tmp_path: Path, marts: Path, build_file: Path
) -> None:
    next((marts / "fct_funds_allocated").iterdir()).unlink()

    with pytest.raises(WarehouseError, match=r"fct_funds_allocated holds no Parquet"):
        take_over(marts, account_of_run(tmp_path, "pass"), build_file)
    with duckdb.connect(str(build_file), read_only=True) as connection:
        assert (
            connection.execute(
                "select 1 from duckdb_tables() where schema_name = 'marts'"
            ).fetchall()
            == []
        )
