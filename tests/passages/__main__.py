"""Grow documents from a grammar and run them through the whole chain: whatever they say builds.

All passages make one build: models by dbt, then every data test and the expectations on the marts.
Seeds and tests are those of a build that dbt made or compiled before, which stays as it is. What
fails is printed with its first rows; the same seed grows the same passages again.

    python -m tests.passages --passages 300 --seed 2016
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb

from loaders.paths import BUILD_FILE, CHECKOUT
from quality.project import Project
from tests.passages.documents import write_documents

WORK = Path("build", "passages")
_PYTHON = (sys.executable, "-m")
_ROWS = 3


def shipped_sentences() -> list[str]:
    """Return the sentences of the shipped documents that have a figure in them."""
    return [
        sentence
        for file in sorted(Path("data", "documents").glob("*.txt"))
        for line in file.read_text(encoding="utf-8").splitlines()
        for sentence in re.split(r"(?<=[.]) ", line)
        if re.search("[0-9]", sentence)
    ]


def emptied_copy(build_file: Path) -> Path:
    """Copy a build without its documents. Compiled queries name the file: the name is kept."""
    copy = WORK / build_file.name
    shutil.copyfile(build_file, copy)
    with duckdb.connect(str(copy)) as connection:
        for table in ("line", "document", "refusal"):
            connection.execute(f"delete from raw.{table}")
    return copy


def failures(build_file: Path, project: Project) -> list[str]:
    """Run every data test; return what fails, with the first rows."""
    found = []
    with duckdb.connect(str(build_file), read_only=True) as connection:
        for test in project.tests:
            try:
                query = f"select * from ({test.query}) limit {_ROWS}"
                rows = connection.execute(query).fetchall()
            except duckdb.Error as error:
                rows = [(str(error),)]
            if rows:
                found.append("\n    ".join([test.name, *(str(row)[:400] for row in rows)]))
    return found


def main() -> int:
    """Grow, load, build and test; return 1 if anything failed."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("--passages", type=int, default=300)
    parser.add_argument("--seed", type=int, default=2016)
    arguments = parser.parse_args()
    os.chdir(CHECKOUT)
    seeded = Path(os.environ.get("WAREHOUSE_BUILD_FILE", BUILD_FILE))
    # dbt run leaves out what it compiled of the tests before.
    target = Path(os.environ.get("DBT_TARGET_PATH", "target"))
    project = Project(target / "manifest.json")
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    documents = WORK / "documents"
    write_documents(documents, arguments.passages, arguments.seed, shipped_sentences())
    build_file = emptied_copy(seeded)
    # A target of its own, which begins with what is parsed already.
    parsed = target / "partial_parse.msgpack"
    if parsed.exists():
        (WORK / "target").mkdir()
        shutil.copyfile(parsed, WORK / "target" / parsed.name)
    environment = os.environ | {
        "WAREHOUSE_BUILD_FILE": str(build_file),
        "DBT_TARGET_PATH": str(WORK / "target"),
    }
    dbt = (*_PYTHON, "dbt.cli.main", "--quiet", "--no-use-colors")
    for command in (
        (*_PYTHON, "loaders", "load", str(documents)),
        (*dbt, "run"),
        (*_PYTHON, "quality", "marts"),
    ):
        if subprocess.run(command, env=environment, check=False).returncode != 0:
            print(f"Failed on the passages of seed {arguments.seed}: {' '.join(command)}")
            return 1
    found = failures(build_file, project)
    for failure in found:
        print(failure)
    print(
        f"{arguments.passages} passages of seed {arguments.seed}:"
        f" {len(found)} of {len(project.tests)} data tests fail"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
