"""Measure the extraction on annotated text other than that which the rules were made from.

The documents in data/documents and data/evaluation are built into build/heldout.duckdb, without
tests. There each set of annotations in turn takes the place of the shipped one and is scored. The
figures are printed, and written into docs/heldout.md.

    python scripts/measure_heldout.py
"""

import csv
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from loaders.database import opened
from loaders.errors import WarehouseError
from loaders.gold import loaded_lines, put_in_place_of_seeds, read_gold
from loaders.scores import ATTRIBUTES, MeasureQuality, quality, written

CHECKOUT = Path(__file__).resolve().parent.parent
SHIPPED_DOCUMENTS = Path("data", "documents")
EVALUATION = Path("data", "evaluation")
PAGE = Path("docs", "heldout.md")
BUILD_FILE = Path("build", "heldout.duckdb")
# The annotations that stand in the seeds, on which the rules were made.
SHIPPED = "shipped"
# Sets of sentences that try one construction each, which are scored apart too.
CONSTRUCTIONS = ("constructions", "fresh_sentences")
SETS = (
    "unseen_documents_a",
    "unseen_documents_b",
    "unseen_documents_c",
    "unseen_documents_d",
    "unseen_documents_e",
    "unseen_documents_f",
    "first_sight",
    "second_sight",
    *CONSTRUCTIONS,
    "other_sections",
)
_DBT = str(Path(sys.executable).with_name("dbt"))
# What depends on the annotations but not on the text.
_SCORING = ("path:models/intermediate/evaluation", "rpt_extraction_quality")
_BEGIN, _END = "<!-- figures: written by make -->\n", "<!-- end of figures -->\n"

# A line of a document: file name and line number.
Line = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Scored:
    """How much of one construction was found."""

    gold: int
    found: int
    matched: int
    exact: int

    @property
    def f1(self) -> float | None:
        """Return F1; None where nothing was annotated and nothing found."""
        return self._share_of(self.matched)

    @property
    def strict_f1(self) -> float | None:
        """Return F1 with only those numbers as found whose attributes are all right."""
        return self._share_of(self.exact)

    def _share_of(self, count: int) -> float | None:
        return 2 * count / (self.gold + self.found) if self.gold + self.found else None


def read_constructions(path: Path) -> dict[Line, str]:
    """Read which construction a line is an example of."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (row["file"], int(row["line"])): row["construction"] for row in csv.DictReader(file)
        }


def score_constructions(
    construction_of: Mapping[Line, str],
    gold: Iterable[Line],
    found: Iterable[Line],
    matched: Sequence[tuple[Line, bool]],
) -> dict[str, Scored]:
    """Score each construction: from the line of every annotated number, fact and match.

    A match comes with whether all its attributes are right. Lines of no construction, like titles,
    count as "none of these" if anything is annotated or found there.
    """

    def counted(lines: Iterable[Line]) -> Counter[str]:
        return Counter(construction_of.get(line, "none of these") for line in lines)

    counts = (
        counted(gold),
        counted(found),
        counted(line for line, _ in matched),
        counted(line for line, is_exact in matched if is_exact),
    )
    names = dict.fromkeys([*construction_of.values(), *counts[0], *counts[1]])
    return {name: Scored(*(count[name] for count in counts)) for name in names}


def table_of_sets(figures: Mapping[str, MeasureQuality]) -> str:
    """Write the figures of every set as a table of Markdown, one set a column."""
    rows = [
        ["", *(f"`{name}`" if name != SHIPPED else name for name in figures)],
        ["---", *("---:" for _ in figures)],
        ["annotated numbers", *(str(figure.counts[0]) for figure in figures.values())],
        ["facts found", *(str(figure.counts[1]) for figure in figures.values())],
    ]
    for number, name in enumerate(("precision", "recall", "**F1**", "**strict F1**")):
        rows.append([name, *(written(figure.rates[number]) for figure in figures.values())])
    for number, name in enumerate(ATTRIBUTES):
        accuracies = (written(figure.accuracies[number]) for figure in figures.values())
        rows.append([name.replace("_", " "), *accuracies])
    return markdown_table(rows)


def table_of_constructions(scored: Mapping[str, Scored]) -> str:
    """Write the figures of every construction as a table of Markdown."""
    rows = [["construction", "annotated", "found", "F1", "strict F1"]]
    rows.append(["---", *("---:" for _ in rows[0][1:])])
    for name, score in scored.items():
        rates = (written(score.f1), written(score.strict_f1))
        rows.append([name, str(score.gold), str(score.found), *rates])
    return markdown_table(rows)


def with_figures(page: str, figures: str) -> str:
    """Return the page with new figures between its marks."""
    before, begin, rest = page.partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise WarehouseError("The page lacks the marks between which the figures stand.")
    return f"{before}{begin}\n{figures}\n{end}{after}"


def markdown_table(rows: Iterable[Sequence[str]]) -> str:
    """Write rows as a table of Markdown; the second says how columns are aligned."""
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def build() -> None:
    """Build all documents from nothing: models and seeds, no tests."""
    for file in BUILD_FILE.parent.glob(f"{BUILD_FILE.name}*"):
        file.unlink()
    documents = sorted(EVALUATION.glob("*/documents"))
    _run(sys.executable, "-m", "loaders", "load", str(SHIPPED_DOCUMENTS), *map(str, documents))
    _run(_DBT, "--quiet", "build", "--exclude-resource-type", "test", "unit_test")


def score(name: str) -> MeasureQuality:
    """Score one set of annotations; the shipped ones stand there from the build."""
    if name != SHIPPED:
        with opened(BUILD_FILE) as connection:
            gold = read_gold(EVALUATION / name, loaded_lines(connection))
            put_in_place_of_seeds(connection, gold)
        _run(_DBT, "--quiet", "run", "--select", *_SCORING)
    with opened(BUILD_FILE, read_only=True) as connection:
        return quality(connection)[-1]


def scores_by_construction(name: str) -> dict[str, Scored]:
    """Score each construction of a set, whose annotations must be those that were scored last."""
    construction_of = read_constructions(EVALUATION / name / "construction.csv")
    with opened(BUILD_FILE, read_only=True) as connection:
        gold = _lines(connection, "int_evaluation__gold")
        found = _lines(connection, "int_evaluation__found_fact")
        matched = connection.execute(
            "select gold.source_file, gold.source_line, bool_and(verdict.is_right)"
            " from intermediate.int_evaluation__attribute_verdict as verdict"
            " join intermediate.int_evaluation__gold as gold using (annotation_number)"
            " group by annotation_number, gold.source_file, gold.source_line"
        ).fetchall()
    return score_constructions(
        construction_of, gold, found, [((file, line), is_exact) for file, line, is_exact in matched]
    )


def _lines(connection: duckdb.DuckDBPyConnection, model: str) -> list[Line]:
    return connection.execute(
        f"select source_file, source_line from intermediate.{model}"
    ).fetchall()


def _run(*command: str) -> None:
    """Run a program of the project on the build file of the measurement."""
    environment = os.environ | {
        "WAREHOUSE_BUILD_FILE": str(BUILD_FILE),
        "DBT_TARGET_PATH": str(Path("build", "heldout-target")),
        "DBT_LOG_PATH": str(Path("build", "logs")),
    }
    if subprocess.run(command, env=environment, check=False).returncode != 0:
        raise WarehouseError(f"This failed, see above: {' '.join(command)}")


def main() -> int:
    """Build, score every set, print the figures and write them into the page."""
    os.chdir(CHECKOUT)
    try:
        build()
        figures, constructions = {}, {}
        for name in (SHIPPED, *SETS):
            figures[name] = score(name)
            if name in CONSTRUCTIONS:
                constructions[name] = table_of_constructions(scores_by_construction(name))
        apart = (f"\nIn `{name}`:\n\n{table}" for name, table in constructions.items())
        tables = f"{table_of_sets(figures)}{''.join(apart)}"
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(with_figures(page, tables), encoding="utf-8")
    except WarehouseError as error:
        sys.exit(f"Error: {error}")
    print(f"\n{tables}\nWritten to {PAGE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
