"""Load all files in one go, and compare what became of each with what should."""

import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

from loaders.paths import readable
from loaders.visible import visible_line
from tests.torture.inputs import LOADED, Input


@dataclass(frozen=True, slots=True)
class Run:
    """What became of the files, and what it took."""

    outcomes: dict[str, str]
    seconds: float
    mebibytes: int


@dataclass(frozen=True, slots=True)
class Built:
    """What became of the documents in the models, and what it took."""

    documents: int
    set_aside: list[str]
    error: str
    seconds: float
    mebibytes: int


def load(files: list[Input], folder: Path) -> Run:
    """Load the files with the command of the project, within the usual limits."""
    documents = folder / "documents"
    documents.mkdir()
    for file in files:
        (documents / file.name).write_bytes(file.content)
    build_file = folder / "build.duckdb"
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "loaders", "load", str(documents)],
        env=os.environ | {"WAREHOUSE_BUILD_FILE": str(build_file)},
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - started
    assert done.returncode in {0, 1}, done.stderr
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with duckdb.connect(str(build_file), read_only=True) as connection:
        rows = connection.execute(
            f"select path, '{LOADED}' from raw.file union all select path, reason from raw.refusal"
        ).fetchall()
    names = {readable(documents / file.name): file.name for file in files}
    return Run({names[path]: outcome for path, outcome in rows}, seconds, used // 1024)


def build(folder: Path) -> Built:
    """Build the marts from what was loaded, with all tests."""
    build_file = folder / "build.duckdb"
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "loaders", "build"],
        env=os.environ
        | {"WAREHOUSE_BUILD_FILE": str(build_file), "DBT_TARGET_PATH": str(folder / "target")},
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - started
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    with duckdb.connect(str(build_file), read_only=True) as connection:
        loaded = connection.execute(
            "select count(distinct document_key) from raw.document where is_current"
        ).fetchone()
        set_aside = connection.execute(
            "select concat_ws(': ', left(document_key, 8), failed_check, message)"
            " from reading.set_aside"
        ).fetchall()
    assert loaded is not None
    error = "" if done.returncode in {0, 1} else done.stderr
    return Built(loaded[0], [told for (told,) in set_aside], error, seconds, used // 1024)


def unlike(file: Input, run: Run) -> str | None:
    """Say how the outcome of a file differs from the one expected."""
    outcome = run.outcomes.get(file.name, "nothing")
    if outcome.startswith(file.outcome):
        return None
    return f"{visible_line(file.name)}: {outcome}, not {file.outcome}"
