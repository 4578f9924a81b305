"""Time every regular expression on texts that are hard for it: the time grows with the text.

The texts repeat the words and signs of the pattern itself, and what makes others slow. Prints a
table and puts it into the page of promises. Needs a build, and what dbt compiled.

    python -m tests.patterns
"""

import argparse
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from loaders.paths import BUILD_FILE
from quality.project import Project
from tests.patterns.collected import SqlPattern, of_loaders, of_models, of_seeds
from tests.promises import Row, put_into_page

_SHORT, _TIMES = 2_000, 8
# Quadratic time would be 64 times as long; less than a millisecond is not measured well.
_MOST, _LEAST_SECONDS = 24, 0.001
_TRIES = 3
_UNITS = (
    " ",
    "a",
    "A",
    "1",
    "1,",
    "1.",
    "1 ",
    "a ",
    "A ",
    "Aa ",
    "(",
    "(a",
    "[",
    "<",
    "-",
    "'",
    '"',
    "“",
    ".",
    ", ",
)


def hard_texts(pattern: str) -> Iterator[str]:
    """Give what is repeated: signs, and the words of the pattern, with and without blanks."""
    yield from _UNITS
    for word in dict.fromkeys(re.findall(r"[A-Za-z]{2,}", pattern)[:8]):
        yield from (word, f"{word} ", f"{word} a ")


def grows_too_fast(seconds: Callable[[str], float], unit: str) -> bool:
    """Whether a text eight times as long takes far more than that, time and again."""
    texts = [(unit * (length // len(unit) + 1))[:length] for length in (_SHORT, _SHORT * _TIMES)]
    for _ in range(_TRIES):
        short, long = map(seconds, texts)
        if long <= _MOST * max(short, _LEAST_SECONDS):
            return False
    return True


def in_sql(connection: duckdb.DuckDBPyConnection, call: SqlPattern) -> Callable[[str], float]:
    """Call the function of the engine, as the model does, on a text."""
    places = ", ".join("?" * (2 + len(call.others)))

    def seconds(text: str) -> float:
        started = time.perf_counter()
        connection.execute(
            f"select {call.function}({places})", [text, call.pattern, *call.others]
        ).fetchone()
        return time.perf_counter() - started

    return seconds


def in_python(pattern: "re.Pattern[str] | re.Pattern[bytes]") -> Callable[[str], float]:
    """Look for a pattern everywhere in a text."""

    def seconds(text: str) -> float:
        searched = text if isinstance(pattern.pattern, str) else text.encode()
        started = time.perf_counter()
        for _ in pattern.finditer(searched):  # type: ignore[arg-type]
            pass
        return time.perf_counter() - started

    return seconds


def main() -> int:
    """Return 1 if a pattern takes too long."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.parse_args()
    build_file = os.environ.get("WAREHOUSE_BUILD_FILE", str(BUILD_FILE))
    project = Project(Path(os.environ.get("DBT_TARGET_PATH", "target")) / "manifest.json")
    with duckdb.connect(build_file, read_only=True) as connection:
        kinds = {
            "regular expressions of models and tests": [
                (call.pattern, in_sql(connection, call)) for call in of_models(project, connection)
            ],
            "regular expressions of seed rows": [
                (call.pattern, in_sql(connection, call)) for call in of_seeds(connection)
            ],
            "regular expressions of the loaders": [
                (str(pattern.pattern), in_python(pattern)) for _, pattern in of_loaders()
            ],
        }
        rows = []
        for kind, patterns in kinds.items():
            slow = [
                f"{pattern!r} on {unit!r} again and again"
                for pattern, seconds in patterns
                for unit in hard_texts(pattern)
                if grows_too_fast(seconds, unit)
            ]
            tries = sum(len(list(hard_texts(pattern))) for pattern, _ in patterns)
            rows.append(
                Row(f"{len(patterns)} {kind}", "time grows with the text", tries, len(slow))
            )
            print(rows[-1].written, *slow, sep="\n    ", flush=True)
    put_into_page("patterns", rows)
    return 1 if any(row.failures for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
