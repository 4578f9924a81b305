"""Run models of the project in memory, by the SQL that dbt compiled: dbt itself starts slowly.

What dbt compiled is kept, and so are the seeds and what stands on seeds alone. Each is made anew
when a file that it comes from has changed.
"""

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from loaders.database import attach, in_memory, quoted_name, quoted_text
from loaders.errors import WarehouseError
from loaders.paths import CHECKOUT, EXPLAIN_CACHE

# Called with the number of models that are done, and how many there are.
OnStep = Callable[[int, int], None]

# The catalog that the compiled SQL names: dbt takes it from the name of the build file.
_CATALOG = "explain"
_BUILD_FILE = f"{_CATALOG}.duckdb"
_PARSED = "partial_parse.msgpack"
_CODE = ("dbt_project.yml", "profiles.yml", "models", "macros", "seeds/**/*.yml")
_THREADS = 2


@dataclass(frozen=True, slots=True)
class Model:
    """A model with its SQL, and the models and seeds that it reads."""

    name: str
    schema: str
    sql: str
    needs: list[str]
    reads_text: bool


@dataclass(frozen=True, slots=True)
class Seed:
    """A seed with its file and the types of its columns."""

    name: str
    schema: str
    file: str
    types: dict[str, str]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be run, each model behind those that it reads."""

    models: list[Model]
    seeds: list[Seed]


@contextmanager
def prepared(names: Sequence[str]) -> Iterator[tuple[duckdb.DuckDBPyConnection, Plan]]:
    """Open a database in memory with the seeds and with what reads no text.

    names: the models that are wanted; what they stand on comes with them.
    """
    code = _fingerprint(_CODE)
    plan = _kept_plan(names, code)
    kept = EXPLAIN_CACHE / f"seeds-{_fingerprint(('seeds',), code)}.duckdb"
    if not kept.exists():
        _keep_seeds(plan, kept)
    with in_memory() as connection:
        connection.execute(f"attach ':memory:' as {_CATALOG}")
        attach(connection, kept, "kept")
        for relation in _relations(connection, "kept"):
            schema = relation.partition(".")[0]
            connection.execute(f"create schema if not exists {_CATALOG}.{schema}")
            connection.execute(f"create view {_CATALOG}.{relation} as from kept.{relation}")
        connection.execute(f"use {_CATALOG}")
        yield connection, plan


def run(connection: duckdb.DuckDBPyConnection, plan: Plan, on_step: OnStep) -> None:
    """Make the tables of all models that read the text."""
    _create(connection, [model for model in plan.models if model.reads_text], on_step)


def _create(
    connection: duckdb.DuckDBPyConnection, models: Sequence[Model], on_step: OnStep
) -> None:
    by_name = {model.name: model for model in models}
    for schema in sorted({model.schema for model in models}):
        connection.execute(f"create schema if not exists {_CATALOG}.{quoted_name(schema)}")
    order = TopologicalSorter(
        {model.name: [name for name in model.needs if name in by_name] for model in models}
    )
    order.prepare()
    running: dict[Future[None], str] = {}
    done_count = 0
    with ThreadPoolExecutor(_THREADS) as pool:
        while order.is_active():
            for name in order.get_ready():
                running[pool.submit(_create_one, connection.cursor(), by_name[name])] = name
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                future.result()
                order.done(running.pop(future))
                done_count += 1
                on_step(done_count, len(models))


def _create_one(cursor: duckdb.DuckDBPyConnection, model: Model) -> None:
    relation = f"{_CATALOG}.{quoted_name(model.schema)}.{quoted_name(model.name)}"
    try:
        cursor.execute(f"create table {relation} as {model.sql}")
    except duckdb.Error as error:
        raise WarehouseError(f"The model {model.name} failed: {error}") from error


def _kept_plan(names: Sequence[str], code: str) -> Plan:
    kept = EXPLAIN_CACHE / f"plan-{code}.json"
    with suppress(OSError, ValueError, TypeError, KeyError):
        read = json.loads(kept.read_text(encoding="utf-8"))
        return Plan(
            [Model(**model) for model in read["models"]], [Seed(**seed) for seed in read["seeds"]]
        )
    plan = _plan(names, _manifest(names))
    with _draft(kept) as draft:
        draft.write_text(json.dumps(asdict(plan)), encoding="utf-8")
    return plan


def _plan(names: Sequence[str], nodes: Mapping[str, Mapping[str, object]]) -> Plan:
    """Take from dbt's manifest what the models stand on."""
    by_name = {str(node["name"]): key for key, node in nodes.items()}
    wanted: dict[str, bool] = {}

    def visit(key: str) -> bool:
        """Note a node behind what it reads; tell whether it reads the text."""
        if key not in nodes:
            return True
        if key not in wanted:
            # All are visited, whatever the first of them tells.
            told = [visit(needed) for needed in _needed(nodes[key])]
            wanted[key] = any(told)
        return wanted[key]

    for name in names:
        visit(by_name[name])
    models, seeds = [], []
    for key, reads_text in wanted.items():
        node = nodes[key]
        name, schema = str(node["name"]), str(node["schema"])
        if node["resource_type"] == "seed":
            config = node["config"]
            assert isinstance(config, dict)
            seeds.append(
                Seed(name, schema, str(node["original_file_path"]), config["column_types"])
            )
        else:
            needs = [str(nodes[needed]["name"]) for needed in _needed(node) if needed in nodes]
            models.append(Model(name, schema, str(node["compiled_code"]), needs, reads_text))
    return Plan(models, seeds)


def _needed(node: Mapping[str, object]) -> list[str]:
    depends_on = node.get("depends_on", {})
    assert isinstance(depends_on, dict)
    return list(depends_on.get("nodes", []))


def _manifest(names: Sequence[str]) -> Mapping[str, Mapping[str, object]]:
    """Let dbt compile the models."""
    with tempfile.TemporaryDirectory(prefix="explain-", ignore_cleanup_errors=True) as folder:
        target = Path(folder, "target")
        target.mkdir()
        with suppress(OSError):
            shutil.copyfile(EXPLAIN_CACHE / _PARSED, target / _PARSED)
        done = subprocess.run(
            [
                *(sys.executable, "-c", "from dbt.cli.main import cli; cli()"),
                *("--no-use-colors", "--quiet", "--log-level-file", "none"),
                *("compile", "--no-introspect", "--no-populate-cache"),
                *("--project-dir", str(CHECKOUT), "--profiles-dir", str(CHECKOUT)),
                *("--target", "duckdb", "--target-path", str(target), "--log-path", folder),
                *("--select", *(f"+{name}" for name in names)),
            ],
            cwd=folder,
            # Its name must be the same each time: dbt parses everything anew if it changes.
            env=os.environ | {"WAREHOUSE_BUILD_FILE": _BUILD_FILE},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if done.returncode != 0:
            raise WarehouseError(f"dbt could not compile the models.\n{_errors(done.stdout)}")
        manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
        with suppress(OSError), _draft(EXPLAIN_CACHE / _PARSED) as draft:
            shutil.copyfile(target / _PARSED, draft)
    nodes: Mapping[str, Mapping[str, object]] = manifest["nodes"]
    return nodes


def _errors(log: str) -> str:
    """Return what dbt printed, without what makes it colourful and the SQL that it quotes."""
    return "\n".join(line for line in log.splitlines() if not line.startswith("{"))


def _keep_seeds(plan: Plan, kept: Path) -> None:
    with in_memory() as connection, _draft(kept) as draft:
        connection.execute(f"attach ':memory:' as {_CATALOG}")
        for seed in plan.seeds:
            connection.execute(f"create schema if not exists {_CATALOG}.{seed.schema}")
            _read_seed(connection, seed)
        _create(
            connection, [model for model in plan.models if not model.reads_text], lambda *_: None
        )
        connection.execute(f"attach {quoted_text(str(draft))} as kept")
        connection.execute(f"copy from database {_CATALOG} to kept")
        connection.execute("detach kept")


def _read_seed(connection: duckdb.DuckDBPyConnection, seed: Seed) -> None:
    file = CHECKOUT / seed.file
    with file.open(encoding="utf-8", newline="") as lines:
        header = next(csv.reader(lines))
    types = ", ".join(
        f"{quoted_text(column)}: {quoted_text(seed.types[column])}" for column in header
    )
    try:
        connection.execute(
            f"create table {_CATALOG}.{seed.schema}.{quoted_name(seed.name)} as from read_csv("
            f"{quoted_text(str(file))}, header = true, auto_detect = false, columns = {{{types}}},"
            " delim = ',', quote = '\"', escape = '\"', nullstr = '')"
        )
    except duckdb.Error as error:
        raise WarehouseError(f"The seed {seed.file} cannot be read: {error}") from error


def _relations(connection: duckdb.DuckDBPyConnection, catalog: str) -> list[str]:
    rows = connection.execute(
        "select schema_name, table_name from duckdb_tables() where database_name = ?", [catalog]
    ).fetchall()
    return [f"{quoted_name(schema)}.{quoted_name(table)}" for schema, table in rows]


def _fingerprint(patterns: Iterable[str], start: str = "") -> str:
    """Hash the files that something is made of, by name and content."""
    digest = hashlib.sha256(f"{start} {duckdb.__version__}".encode())
    for pattern in patterns:
        for path in sorted(CHECKOUT.glob(pattern)):
            for file in [path] if path.is_file() else sorted(path.rglob("*")):
                if file.is_file():
                    digest.update(file.relative_to(CHECKOUT).as_posix().encode())
                    digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


@contextmanager
def _draft(file: Path) -> Iterator[Path]:
    """Write a file that is complete before it is in its place; others of its kind go."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        yield draft
        os.replace(draft, file)
    finally:
        draft.unlink(missing_ok=True)
    kind = file.name.partition("-")[0]
    for other in file.parent.glob(f"{kind}-*{file.suffix}"):
        if other != file:
            other.unlink(missing_ok=True)
