"""Have Spark analyse every compiled model and test, on empty tables, and try every macro.

Names, types and functions are resolved as for a run, but nothing is computed. Each failure is
printed under its reason; any makes the exit code 1. Whatever becomes of a model, its empty table
has the columns that its description states, so that what reads it is analysed too.

    python -m spark.analysis
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from graphlib import TopologicalSorter
from typing import Any

from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from spark import raw, session

_READING = {
    "batch": "document_key string",
    "set_aside": (
        "document_key string, failed_check string, message string, set_aside_at timestamp"
    ),
}


def compiled_nodes() -> list[Any]:
    """Compile the project for Spark; return models, seeds and tests, each after what it reads."""
    done = session.run_dbt("--quiet", "compile")
    if not done.success:
        sys.exit("dbt cannot compile the project for Spark, see above.")
    nodes = {
        result.node.unique_id: result.node
        for result in done.result
        if result.node.resource_type != "operation"
    }
    order = TopologicalSorter({key: node.depends_on_nodes for key, node in nodes.items()})
    return [nodes[key] for key in order.static_order() if key in nodes]


def failures(spark: SparkSession, nodes: list[Any]) -> Iterator[tuple[str, str]]:
    """Analyse each node and make its empty table; give the reason and name of each that fails."""
    for schema in sorted({node.schema for node in nodes}):
        spark.sql(f"create schema if not exists {schema}")
    for node in nodes:
        if node.resource_type != "seed":
            try:
                # As macros/engine/spark_target.sql does it.
                spark.sql(node.compiled_code.replace("\\", "\\\\"))
            except PySparkException as error:
                yield reason_of(str(error)), f"{node.resource_type} {node.name}"
        types = (
            node.config.column_types
            if node.resource_type == "seed"
            else {name: column.data_type for name, column in node.columns.items()}
        )
        if node.resource_type in ("model", "seed"):
            columns = ", ".join(f"{name} {spark_type(kind)}" for name, kind in types.items())
            spark.sql(f"create table {node.relation_name} ({columns}) using parquet")


def spark_type(data_type: str) -> str:
    """Write a type of the descriptions as Spark does, like the macro column_type."""
    if data_type.endswith("[]"):
        return f"array<{spark_type(data_type[:-2])}>"
    if data_type.startswith("struct("):
        return f"struct<{data_type[7:-1]}>"
    return "decimal(38, 0)" if data_type == "hugeint" else data_type


def reason_of(message: str) -> str:
    """Shorten what Spark says to its first sentence, with the place."""
    return re.sub(r"\s+", " ", message)[:300]


def main() -> int:
    """Analyse all; return 1 if anything failed."""
    spark, _ = session.start("analysis")
    raw.register(spark, None)
    # In a run a hook of the project makes these.
    spark.sql("create schema if not exists reading")
    for table, columns in _READING.items():
        spark.sql(f"drop table if exists reading.{table}")
        spark.sql(f"create table reading.{table} ({columns}) using parquet")
    nodes = compiled_nodes()
    found = defaultdict(list)
    for reason, name in failures(spark, nodes):
        found[reason].append(name)
    for reason, names in sorted(found.items(), key=lambda item: -len(item[1])):
        print(f"{len(names)}: {reason}\n    {', '.join(names)}")
    failed = sum(map(len, found.values()))
    print(f"{len(nodes) - failed} of {len(nodes)} models, seeds and tests pass Spark's analysis")
    # Their results are written down in the tests, which need no table.
    macros = session.run_dbt("test", "--select", "path:tests/singular/macros")
    return 0 if macros.success and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
