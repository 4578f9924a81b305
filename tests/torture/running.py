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


def unlike(file: Input, run: Run) -> str | None:
    """Say how the outcome of a file differs from the one expected."""
    outcome = run.outcomes.get(file.name, "nothing")
    if outcome.startswith(file.outcome):
        return None
    return f"{visible_line(file.name)}: {outcome}, not {file.outcome}"
