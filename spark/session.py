"""Spark on this machine, for one check."""

import shutil
from pathlib import Path
from typing import Any

from dbt.cli.main import dbtRunner
from pyspark.sql import SparkSession

WORK = Path("build", "spark")


def start(name: str) -> tuple[SparkSession, Path]:
    """Start Spark with an empty catalog that ends with the process; return its folder of tables."""
    warehouse = (WORK / name / "warehouse").absolute()
    shutil.rmtree(warehouse, ignore_errors=True)
    spark = (
        SparkSession.builder.config("spark.sql.catalogImplementation", "in-memory")
        .config("spark.sql.warehouse.dir", str(warehouse))
        .getOrCreate()
    )
    return spark, warehouse


def run_dbt(*arguments: str) -> Any:
    """Run dbt in this process, which is the session's; end with what it printed if it fails."""
    return dbtRunner().invoke(
        [*arguments, "--target", "spark", "--target-path", str(WORK / "target")]
    )
