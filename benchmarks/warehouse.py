"""Load and build copies of the documents, each size in a build file of its own."""

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import write_copies
from benchmarks.measuring import cost_of
from loaders.database import in_memory, quoted_text

_LOADERS = (sys.executable, "-m", "loaders")
_DBT = (str(Path(sys.executable).with_name("dbt")), "--no-use-colors", "--quiet")


@dataclass(frozen=True, slots=True)
class Size:
    """What one size of the corpus took."""

    copies: int
    text_bytes: int
    load_seconds: float
    build_seconds: float
    peak_bytes: int
    build_bytes: int
    marts_bytes: int
    model_seconds: dict[str, float]


def measure(copies: int, work: Path) -> Size:
    """Load and build so many copies. The seeds are there before: they do not grow with the text."""
    documents = work / f"documents-{copies}"
    text_bytes = write_copies(copies, documents)
    build_file = work / f"build-{copies}.duckdb"
    logs = work / f"logs-{copies}"
    environment = {
        "WAREHOUSE_BUILD_FILE": str(build_file),
        "DBT_TARGET_PATH": str(work / "target"),
        "DBT_LOG_PATH": str(logs),
        # All of it in one file, to be read by a program.
        "DBT_LOG_FORMAT_FILE": "json",
        "DBT_LOG_FILE_MAX_BYTES": "0",
    }
    load = cost_of((*_LOADERS, "load", str(documents)), environment)
    cost_of((*_DBT, "seed"), environment)
    build = cost_of((*_DBT, "run"), environment)
    return Size(
        copies,
        text_bytes,
        load.seconds,
        build.seconds,
        max(load.peak_bytes, build.peak_bytes),
        build_file.stat().st_size,
        _marts_bytes(build_file, work / f"marts-{copies}.duckdb"),
        _model_seconds(logs / "dbt.log"),
    )


def _model_seconds(log: Path) -> dict[str, float]:
    """Add up what each model took, over all batches."""
    seconds: Counter[str] = Counter()
    with log.open(encoding="utf-8") as lines:
        for line in lines:
            event = json.loads(line)
            if event["info"]["name"] == "LogModelResult":
                data = event["data"]
                seconds[data["node_info"]["node_name"]] += data["execution_time"]
    return {name: round(taken, 3) for name, taken in sorted(seconds.items())}


def _marts_bytes(build_file: Path, copy: Path) -> int:
    """Copy the marts to a file as publishing does, and return how large it is."""
    with in_memory() as connection:
        connection.execute(f"attach {quoted_text(str(build_file))} as built (read_only)")
        connection.execute(f"attach {quoted_text(str(copy))} as copy; create schema copy.marts")
        tables = connection.execute(
            "select table_name from duckdb_tables()"
            " where database_name = 'built' and schema_name = 'marts' order by table_name"
        ).fetchall()
        for (table,) in tables:
            connection.execute(f"create table copy.marts.{table} as from built.marts.{table}")
        connection.execute("checkpoint copy; detach copy")
    return copy.stat().st_size
