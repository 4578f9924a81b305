"""Have Spark analyse every compiled model and test, on empty tables.

Names, types and functions are resolved as for a run, but nothing is computed. Each failure is
printed under its reason; any makes the exit code 1. A model that fails is made from the columns
that its description lists, as text, so that those after it are analysed too.

    python -m spark.analysis
"""

import re
import shutil
import sys
from collections import defaultdict
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from dbt.cli.main import dbtRunner
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from pyspark.sql.types import StringType, StructField, StructType

from loaders.store import TABLES

WORK = Path("build", "spark", "analysis")
DBT_OPTIONS = ["--target", "spark", "--target-path", str(WORK / "target"), "--quiet"]


def session() -> SparkSession:
    """Start Spark with a catalog of its own that ends with the process."""
    shutil.rmtree(WORK / "warehouse", ignore_errors=True)
    return (
        SparkSession.builder.config("spark.sql.catalogImplementation", "in-memory")
        .config("spark.sql.warehouse.dir", str(WORK / "warehouse"))
        .getOrCreate()
    )


def make_raw_tables(spark: SparkSession) -> None:
    """Make what the loaders would write, empty."""
    spark.sql("create schema raw")
    for table, (_, columns) in TABLES.items():
        types = {
            name: rule.split()[0].replace("varchar", "string")
            for name, (rule, _) in columns.items()
        }
        definitions = ", ".join(f"{name} {data_type}" for name, data_type in types.items())
        spark.sql(f"create table raw.{table} ({definitions}) using parquet")


def compiled_nodes() -> list[Any]:
    """Compile the project for Spark; return models, seeds and tests, each after what it reads."""
    done = dbtRunner().invoke(["compile", *DBT_OPTIONS])
    if not done.success:
        sys.exit("dbt cannot compile the project for Spark, see above.")
    nodes = {result.node.unique_id: result.node for result in done.result}
    order = TopologicalSorter({key: node.depends_on_nodes for key, node in nodes.items()})
    return [nodes[key] for key in order.static_order() if key in nodes]


def failures(spark: SparkSession, nodes: list[Any]) -> Iterator[tuple[str, str]]:
    """Analyse each node and make its empty table; give the reason and name of each that fails."""
    for schema in sorted({node.schema for node in nodes}):
        spark.sql(f"create schema if not exists {schema}")
    for node in nodes:
        if node.resource_type == "seed":
            types = node.config.column_types
            columns = ", ".join(f"{name} {data_type}" for name, data_type in types.items())
            spark.sql(f"create table {node.relation_name} ({columns}) using parquet")
            continue
        try:
            schema = spark.sql(node.compiled_code.replace("\\", "\\\\")).schema
        except PySparkException as error:
            yield reason_of(str(error)), f"{node.resource_type} {node.name}"
            schema = StructType([StructField(name, StringType()) for name in node.columns])
        if node.resource_type == "model":
            spark.catalog.createTable(node.relation_name, source="parquet", schema=schema)


def reason_of(message: str) -> str:
    """Shorten what Spark says to its first sentence, with the place."""
    return re.sub(r"\s+", " ", message)[:300]


def main() -> int:
    """Analyse all; return 1 if anything failed."""
    spark = session()
    make_raw_tables(spark)
    nodes = compiled_nodes()
    found = defaultdict(list)
    for reason, name in failures(spark, nodes):
        found[reason].append(name)
    for reason, names in sorted(found.items(), key=lambda item: -len(item[1])):
        print(f"{len(names)}: {reason}\n    {', '.join(names)}")
    failed = sum(map(len, found.values()))
    print(f"{len(nodes) - failed} of {len(nodes)} models, seeds and tests pass Spark's analysis")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
