"""A copy of the published warehouse, and mf to query it."""

import csv
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from click.testing import CliRunner, Result
from dbt_metricflow.cli.cli_configuration import CLIConfiguration
from dbt_metricflow.cli.main import cli

from loaders.paths import CHECKOUT

Row = dict[str, str]

# Facts of every table that lose their year: the documents of the project may name one everywhere.
_WITHOUT_YEAR = """
    update marts.{table} set year_key = 'none', period_start_year = null, period_end_year = null
    where {key} in (select {key} from marts.{table} where is_additive order by {key} limit 3)
"""
_FACTS = {
    "fct_funds_allocated": "funds_key",
    "fct_people_lifted": "lifted_key",
    "fct_trainings_held": "training_key",
}


@pytest.fixture(scope="session")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the file that WAREHOUSE_FILE names, and take the year from a few facts."""
    published = os.environ.get("WAREHOUSE_FILE")
    if published is None:
        pytest.skip("WAREHOUSE_FILE does not name a published warehouse")
    copy = tmp_path_factory.mktemp("metrics of a warehouse") / "warehouse.duckdb"
    shutil.copyfile(published, copy)
    with duckdb.connect(str(copy)) as connection:
        for table, key in _FACTS.items():
            connection.execute(_WITHOUT_YEAR.format(table=table, key=key))
    return copy


@pytest.fixture(scope="session")
def project(warehouse: Path) -> Path:
    """Make what mf needs of the project, with the manifest that dbt left behind."""
    manifest = CHECKOUT / os.environ.get("DBT_TARGET_PATH", "target") / "semantic_manifest.json"
    folder = warehouse.parent / "project"
    (folder / "target").mkdir(parents=True)
    shutil.copyfile(manifest, folder / "target" / manifest.name)
    for name in ("dbt_project.yml", "profiles.yml"):
        shutil.copyfile(CHECKOUT / name, folder / name)
    return folder


@pytest.fixture(scope="session")
def environment(warehouse: Path, project: Path) -> dict[str, str]:
    """Point mf to the copy; its question for a newer version goes nowhere."""
    return {
        "DBT_TARGET": "published",
        "WAREHOUSE_FILE": str(warehouse),
        "DBT_PROJECT_DIR": str(project),
        "DBT_PROFILES_DIR": str(project),
        "DBT_LOG_PATH": str(project / "logs"),
        "HTTPS_PROXY": "127.0.0.1:9",
    }


class MetricFlow:
    """Runs commands of mf, which is set up once."""

    def __init__(self, configuration: CLIConfiguration, folder: Path) -> None:
        self.configuration = configuration
        self._table = folder / "table.csv"

    def __call__(self, *arguments: str) -> Result:
        return CliRunner().invoke(cli, arguments, obj=self.configuration)

    def query(self, *arguments: str) -> list[Row]:
        """Return the rows of a query; null is an empty text."""
        done = self("query", "--quiet", "--csv", str(self._table), *arguments)
        assert done.exit_code == 0, done.output
        with self._table.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def names(self, kind: str) -> set[str]:
        """Name what the semantic manifest holds: metrics or saved_queries."""
        return {element.name for element in getattr(self.configuration.semantic_manifest, kind)}


@pytest.fixture(scope="module")
def mf(environment: dict[str, str], project: Path) -> Iterator[MetricFlow]:
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        configuration = CLIConfiguration()
        configuration.setup(configure_file_logging=False)
        yield MetricFlow(configuration, project)
    # mf takes them for itself.
    for number, handler in handlers.items():
        signal.signal(number, handler)


@pytest.fixture
def connection(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        yield connection
