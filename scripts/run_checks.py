"""Run every check of the project, one after the other, and end with a table of the results.

What a check prints goes to build/checks; it is shown only if the check fails. All checks run, even
if one fails. The documents are built into a file of their own.
"""

import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
WORK = Path("build", "checks")
BUILD_FILE = WORK / "build.duckdb"
PUBLISHED_FILE = WORK / "warehouse.duckdb"
PYTHON = (sys.executable, "-m")
_DBT = (*PYTHON, "dbt.cli.main", "--no-use-colors")
_LOADERS = (*PYTHON, "loaders")

CHECKS: dict[str, tuple[str, ...]] = {
    "ruff check": (*PYTHON, "ruff", "check", "."),
    "ruff format": (*PYTHON, "ruff", "format", "--check", "."),
    "mypy": (*PYTHON, "mypy"),
    "audit": (*PYTHON, "scripts.audit"),
    "pytest": (*PYTHON, "pytest", "--color=no", "--ignore=tests/docs", "--ignore=tests/metrics"),
    # In a build file of its own.
    "sentences": (*PYTHON, "tests.sentences"),
    "rules": (*PYTHON, "tests.rules"),
    "load": (*_LOADERS, "load", "data/documents"),
    "staged data": (*PYTHON, "quality", "staged"),
    "dbt build": (*_DBT, "build"),
    # Would these tests have noticed? Ten ways of corrupting what was just built.
    "mutation": (
        *PYTHON,
        "quality",
        "mutation-sample",
        "--manifest",
        str(WORK / "target" / "manifest.json"),
    ),
    # Documents grown from a grammar: whatever a text says builds.
    "passages": (*PYTHON, "tests.passages", "--passages", "300"),
    "plans": (*PYTHON, "quality", "plans", "--manifest", str(WORK / "target" / "manifest.json")),
    # The catalog: what was built, for the conventions to compare with what is described.
    "dbt docs": (*_DBT, "--quiet", "docs", "generate", "--no-compile"),
    "conventions": (
        str(Path(sys.executable).with_name("dbt-bouncer")),
        "run",
        "--show-all-failures",
    ),
    "publish": (*_LOADERS, "publish", "--to", str(PUBLISHED_FILE)),
    # What the pages show is compared with what was just published.
    "pytest docs": (*PYTHON, "pytest", "--color=no", "tests/docs"),
    "metrics": (*PYTHON, "pytest", "--color=no", "tests/metrics"),
    "sqlfluff": (*PYTHON, "sqlfluff", "lint", "--nocolor", "--processes", "2", "models", "tests"),
}
_CLOCK = re.compile(r"^\d\d:\d\d:\d\d +")


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a check."""

    name: str
    passed: bool
    seconds: float
    last_line: str


def run(name: str, command: tuple[str, ...]) -> Result:
    """Run one check and keep what it printed."""
    print(f"{name} ...", flush=True)
    environment = os.environ | {
        "WAREHOUSE_BUILD_FILE": str(BUILD_FILE),
        "WAREHOUSE_FILE": str(PUBLISHED_FILE),
        "DBT_TARGET_PATH": str(WORK / "target"),
        "DBT_LOG_PATH": str(WORK / "logs"),
    }
    started = time.monotonic()
    done = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    seconds = time.monotonic() - started
    printed = done.stdout + done.stderr
    (WORK / f"{name.replace(' ', '_')}.log").write_text(printed, encoding="utf-8")
    if done.returncode != 0:
        print(printed, flush=True)
    lines = [line for line in done.stdout.splitlines() if line.strip()]
    last_line = _CLOCK.sub("", lines[-1]).strip(" =") if lines else ""
    return Result(name, done.returncode == 0, seconds, last_line)


def main() -> int:
    """Run all checks in the checkout; return 1 if any failed."""
    os.chdir(CHECKOUT)
    WORK.mkdir(parents=True, exist_ok=True)
    for file in WORK.glob("*.duckdb*"):
        file.unlink()
    results = [run(name, command) for name, command in CHECKS.items()]
    print()
    for result in results:
        verdict = "passed" if result.passed else "FAILED"
        print(f"{result.name:<12} {verdict} {result.seconds:6.1f} s  {result.last_line[:80]}")
    failed = sum(not result.passed for result in results)
    print(f"\n{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
