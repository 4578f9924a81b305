"""Run every passage through the real chain, in one build, and compare what came.

    python -m tests.sentences

Fails where a passage fails that is not listed as known to, and where a listed one passes.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb

from loaders.paths import CHECKOUT
from tests.sentences.comparing import differences
from tests.sentences.found import Warehouse
from tests.sentences.passages import (
    KNOWN_FAILING,
    Passage,
    PassageError,
    read_known_failing,
    read_passages,
)

# Kept until the next run: what came can be looked at there.
WORK = Path("build", "sentences")
_DBT = str(Path(sys.executable).with_name("dbt"))
_MODELS = (
    "number_ledger",
    "fct_funds_allocated",
    "fct_people_lifted",
    "fct_trainings_held",
    "bridge_fact_county",
    "bridge_fact_province",
    "dim_agency",
    "dim_county",
    "dim_document",
    "dim_province",
)


def build(passages: list[Passage]) -> Path:
    """Load each passage as a document of its own and run the models."""
    documents, build_file = WORK / "documents", WORK / "build.duckdb"
    shutil.rmtree(documents, ignore_errors=True)
    build_file.unlink(missing_ok=True)
    documents.mkdir(parents=True)
    for passage in passages:
        (documents / passage.file_name).write_text("\n".join(passage.lines), encoding="utf-8")
    environment = os.environ | {
        "WAREHOUSE_BUILD_FILE": str(build_file),
        "DBT_TARGET_PATH": str(WORK / "target"),
        "DBT_LOG_PATH": str(WORK / "logs"),
    }
    load = (sys.executable, "-m", "loaders", "load", str(documents))
    subprocess.run(load, env=environment, stdout=subprocess.DEVNULL, check=True)
    run_models = (
        *(_DBT, "--quiet", "--no-use-colors", "--use-fast-test-edges", "build"),
        *("--exclude-resource-type", "test", "unit_test"),
        *("--select", *(f"+{model}" for model in _MODELS)),
    )
    subprocess.run(run_models, env=environment, check=True)
    return build_file


def report(told: dict[str, list[str]], passages: list[Passage], known: dict[str, str]) -> bool:
    """Print what differs, and whether the list of those known to fail is right."""
    for passage in passages:
        if told[passage.name]:
            print(f"\n{passage.name}: {known.get(passage.name, 'FAILED')}")
            print("    " + "\n    ".join(line for line in passage.lines if line))
            print("  - " + "\n  - ".join(told[passage.name]))
    failed = {name for name, lines in told.items() if lines}
    print()
    for name in sorted(failed - set(known)):
        print(f"FAILED {name}: mend it, or list it in {KNOWN_FAILING.name} with the reason")
    for name in sorted(set(known) - failed):
        print(f"PASSES {name}: take it off {KNOWN_FAILING.name}")
    print(
        f"{len(passages)} passages: {len(passages) - len(failed)} pass, {len(failed)} fail,"
        f" {len(known)} are known to"
    )
    return failed == set(known)


def main() -> int:
    """Return 1 if the list of those known to fail is not right."""
    os.chdir(CHECKOUT)
    try:
        passages = read_passages()
        known = read_known_failing(passages)
    except PassageError as error:
        print(error, file=sys.stderr)
        return 2
    try:
        build_file = build(passages)
    except subprocess.CalledProcessError as error:
        print(f"The passages could not be built: {error}", file=sys.stderr)
        return 2
    with duckdb.connect(str(build_file), read_only=True) as connection:
        warehouse = Warehouse(connection)
    told = {passage.name: differences(passage, warehouse) for passage in passages}
    return 0 if report(told, passages, known) else 1


if __name__ == "__main__":
    sys.exit(main())
