"""What nothing that works this way can be faster than."""

import json
import sys
import time
from pathlib import Path

from benchmarks.measuring import cost_of
from loaders.database import in_memory, quoted_text


def duckdb_seconds(documents: Path) -> float:
    """Split texts into sentences in DuckDB, and find their numbers with one pattern."""
    with in_memory() as connection:
        connection.execute("set threads = 2")
        begun = time.monotonic()
        connection.execute(
            "create table number as"
            " select sentence, unnest(regexp_extract_all(sentence, '[0-9][0-9,.]*')) as number"
            " from (select unnest(regexp_split_to_array(content, '[.!?] ')) as sentence"
            f" from read_text({quoted_text(str(documents / '*.txt'))}))"
        )
        return time.monotonic() - begun


def dbt_seconds(node_count: int, work: Path) -> float:
    """Let dbt build as many tables of one row each as the project has models."""
    project = work / "trivial"
    models = project / "models"
    models.mkdir(parents=True)
    for number in range(node_count):
        (models / f"model_{number}.sql").write_text("select 1 as value\n", encoding="utf-8")
    # JSON is YAML.
    (project / "dbt_project.yml").write_text(
        json.dumps({"name": "trivial", "profile": "trivial", "models": {"+materialized": "table"}}),
        encoding="utf-8",
    )
    output = {"type": "duckdb", "path": str(work / "trivial.duckdb"), "threads": 2}
    (project / "profiles.yml").write_text(
        json.dumps({"trivial": {"target": "duckdb", "outputs": {"duckdb": output}}}),
        encoding="utf-8",
    )
    folders = ("--project-dir", str(project), "--profiles-dir", str(project))
    command = (str(Path(sys.executable).with_name("dbt")), "--quiet", "run", *folders)
    environment = {"DBT_TARGET_PATH": str(work / "trivial-target"), "DBT_LOG_PATH": str(work)}
    # The second run does not parse everything, as it is with the project.
    cost_of(command, environment)
    return cost_of(command, environment).seconds
