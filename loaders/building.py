"""Read the loaded documents in batches, and build the marts from what is kept of all of them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import duckdb
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.artifacts.schemas.results import NodeStatus
from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt.contracts.graph.manifest import Manifest
from dbt_common.events.base_types import EventMsg

from loaders.database import count, opened
from loaders.errors import WarehouseError
from loaders.paths import CHECKOUT
from loaders.publishing import require_whole_build
from loaders.store import SetAsideRow, Store

# dbt is silent: its log of every statement would grow faster than what is built, and what fails may
# repeat the text of a document, which is shown harmless by the command.
_DBT = ["--log-level", "none", "--log-level-file", "none"]
_WHOLE_PART = ["--exclude-resource-type", "unit_test"]
_OF_DOCUMENTS = ["config.meta.per:document"]
_OF_CORPUS = ["config.meta.per:corpus"]
_GIVEN = ["resource_type:seed", "source:*"]
# Takes out what was kept of documents that do not count as read.
_FORGET = ["run-operation", "prepare_reading"]
_UNREAD = (
    "raw.document where is_current"
    " and document_key not in (select document_key from reading.document)"
    " and document_key not in (select document_key from reading.set_aside)"
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading has come."""

    read_bytes: int
    unread_bytes: int
    unread_documents: int


class Listener(Protocol):
    """What is told of a build as it goes on."""

    def progress(self, progress: Progress) -> None:
        """Take in how far it has come."""

    def step(self, name: str, seconds: float) -> None:
        """Take in that a model was built or a test passed, and what it took."""


def build(
    build_file: Path, listener: Listener, batch_bytes: int, project_folder: Path = CHECKOUT
) -> list[SetAsideRow]:
    """Bring the marts up to date with what is loaded; return the documents that are set aside.

    Only documents that no earlier build has read with the same rules are read. One on which a model
    or a test fails is set aside, and the others go on. If none can be read, or what is of all
    documents fails, there is an error and nothing to publish.
    """
    with _environment(build_file, project_folder):
        project = _Project(listener)
        project.run(_FORGET)
        _read(project, build_file, listener, batch_bytes)
        if not _is_up_to_date(build_file):
            project.run(["build", "--select", *_OF_CORPUS, *_WHOLE_PART])
            require_whole_build(build_file)
    with opened(build_file) as connection:
        return Store(connection).set_aside()


def _read(project: "_Project", build_file: Path, listener: Listener, batch_bytes: int) -> None:
    limit = batch_bytes
    read_bytes = 0
    while True:
        with opened(build_file) as connection:
            unread_bytes, unread_documents = _unread(connection)
            given = [] if count(connection, "reading.engine where has_seeds") else _GIVEN
        if unread_documents == 0:
            return
        listener.progress(Progress(read_bytes, unread_bytes, unread_documents))
        os.environ["WAREHOUSE_BATCH_BYTES"] = str(limit)
        # Tests that look at anything of the corpus, too, are left to its own run.
        selected = ["--select", *_OF_DOCUMENTS, *given, "--exclude", *_OF_CORPUS]
        failure = project.failure_of(["build", *selected, *_WHOLE_PART])
        with opened(build_file) as connection:
            batch_documents = count(connection, "reading.batch")
            bytes_of_batch = _bytes_of_batch(connection)
            if failure is None:
                if _unread(connection)[1] == unread_documents:
                    raise WarehouseError(
                        "dbt built the models, but did not run every test on them.\n"
                        "Please report it."
                    )
                read_bytes += bytes_of_batch
            elif batch_documents > 1:
                # Read again in halves, down to the document that it is.
                limit = bytes_of_batch // 2
            else:
                _set_batch_aside(connection, failure)
                limit = batch_bytes
                if unread_documents == 1 and not count(connection, "reading.document"):
                    connection.execute("delete from reading.set_aside")
                    raise WarehouseError(f"No document can be read.\n{failure.message}")
        if failure is not None and batch_documents == 1:
            project.run(_FORGET)


@dataclass(frozen=True, slots=True)
class _Failure:
    check: str
    message: str


class _Project:
    """The dbt project, read once and run several times in this process."""

    def __init__(self, listener: Listener) -> None:
        def on_event(event: EventMsg) -> None:
            if event.info.name == "NodeFinished":
                result = event.data.run_result
                listener.step(str(event.data.node_info.node_name), float(result.execution_time))

        parsed = dbtRunner().invoke([*_DBT, "parse"])
        manifest = parsed.result
        if not isinstance(manifest, Manifest):
            raise WarehouseError(f"The project cannot be read.\n{parsed.exception}")
        self._runner = dbtRunner(manifest=manifest, callbacks=[on_event])

    def run(self, command: list[str]) -> None:
        """Run dbt; stop if anything fails."""
        if (failure := self.failure_of(command)) is not None:
            raise WarehouseError(
                f"{failure.check} failed: {failure.message}\nNothing can be published."
            )

    def failure_of(self, command: list[str]) -> _Failure | None:
        """Run dbt; return the first model or test that failed."""
        outcome: dbtRunnerResult = self._runner.invoke([*_DBT, "--no-write-json", *command])
        # Otherwise dbt holds the file until the end of this process.
        DuckDBConnectionManager.close_all_connections()  # type: ignore[no-untyped-call]
        if outcome.success:
            return None
        failed = [
            result
            for result in getattr(outcome.result, "results", [])
            if result.status in (NodeStatus.Error, NodeStatus.Fail)
        ]
        # A seed that fails, or a full disk, is no matter of a document.
        if (
            not failed
            or command[0] != "build"
            or failed[0].node.resource_type == "seed"
            or "No space left" in str(failed[0].message)
        ):
            told = failed[0].message if failed else outcome.exception
            raise WarehouseError(f"dbt {command[0]} could not run.\n{told}")
        return _Failure(str(failed[0].node.name), str(failed[0].message))


@contextmanager
def _environment(build_file: Path, project_folder: Path) -> Iterator[None]:
    """Run dbt in the project, on the build file, and leave the environment as it was."""
    before = dict(os.environ)
    folder = Path.cwd()
    os.environ["WAREHOUSE_BUILD_FILE"] = str(build_file.resolve())
    os.chdir(project_folder)
    try:
        yield
    finally:
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(before)


def _unread(connection: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    row = connection.execute(f"select sum(byte_count), count(*) from {_UNREAD}").fetchone()
    return (int(row[0] or 0), int(row[1])) if row else (0, 0)


def _bytes_of_batch(connection: duckdb.DuckDBPyConnection) -> int:
    row = connection.execute(
        "select sum(byte_count) from raw.document"
        " where document_key in (select document_key from reading.batch)"
    ).fetchone()
    return int(row[0] or 0) if row else 0


def _set_batch_aside(connection: duckdb.DuckDBPyConnection, failure: _Failure) -> None:
    connection.execute(
        "insert into reading.set_aside"
        " select document_key, ?, ?, current_timestamp at time zone 'UTC' from reading.batch",
        [failure.check, failure.message],
    )


def _is_up_to_date(build_file: Path) -> bool:
    try:
        require_whole_build(build_file)
    except WarehouseError:
        return False
    return True
