"""Who tells the same money again changes no sum that is published.

A yearbook is built together with documents that tell its money again. The models of the corpus
are then run for the yearbook alone and for it beside each of the others, with the SQL that dbt
compiled.
"""

import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from html import escape
from pathlib import Path

import duckdb
import pytest

from quality.project import Project
from tests.loaders.samples import pdf_of

_DOCUMENTS = Path(__file__).parent / "documents"
_YEARBOOK = "yearbook_2015.txt"
_STATEMENT = "model.poverty_alleviation_warehouse.int_kept__statement"
_SUMS = (
    "select giver, period_end_year, currency, sum(total_amount) from marts.funds_summable"
    " group by all order by all"
)
_FACTS = """
    select columns(
        column_name -> not regexp_matches(column_name, 'claim|restates|contain|additive')
    )
    from marts.fct_funds_allocated where source_file = 'yearbook_2015.txt' order by funds_key
"""
Rows = list[tuple[object, ...]]


def _html(text: str) -> str:
    paragraphs = "".join(f"<p>{escape(line)}</p>\n" for line in text.splitlines() if line)
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{paragraphs}</body></html>"
    )


def _pdf(text: str) -> bytes:
    """Print it in lines of a page's width; the font has no Chinese brackets."""
    lines = [
        line
        for paragraph in text.replace("【", "").replace("】", ". ").splitlines()
        for line in textwrap.wrap(paragraph, 80) or [""]
    ]
    return pdf_of(*[lines[first : first + 45] for first in range(0, len(lines), 45)])


class Corpus:
    """A build of all documents, of which some can be taken."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, project: Project) -> None:
        self._connection = connection
        built = {
            name
            for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()
        }
        self._models = [table for table in project.built_from(_STATEMENT) if table.name in built]

    def with_documents(self, *names: str) -> tuple[Rows, Rows]:
        """Return the sums, and the facts of the yearbook, of a corpus of these documents."""
        self._connection.execute("begin")
        try:
            for name in ("statement", "funds"):
                self._connection.execute(
                    f"delete from intermediate.int_kept__{name} where document_key not in"
                    " (select document_key from raw.document"
                    " where list_contains(?, file_name))",
                    [list(names)],
                )
            for model in self._models:
                self._connection.execute(
                    f"create or replace table {model.relation} as {model.query}"
                )
            sums, facts = (self._connection.execute(query).fetchall() for query in (_SUMS, _FACTS))
        finally:
            self._connection.execute("rollback")
        return sums, facts


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder = tmp_path_factory.mktemp("claims")
    documents = folder / "documents"
    documents.mkdir()
    for file in _DOCUMENTS.iterdir():
        (documents / file.name).write_bytes(file.read_bytes())
    yearbook = (_DOCUMENTS / _YEARBOOK).read_text(encoding="utf-8")
    (documents / "yearbook_2015_on_the_web.html").write_text(_html(yearbook), encoding="utf-8")
    (documents / "yearbook_2015_printed.pdf").write_bytes(_pdf(yearbook))
    target = folder / "target"
    environment = os.environ | {
        "WAREHOUSE_BUILD_FILE": str(folder / "build.duckdb"),
        "DBT_TARGET_PATH": str(target),
        "DBT_LOG_PATH": str(folder / "logs"),
    }
    for command in (
        ("loaders", "load", str(documents)),
        (
            *("dbt.cli.main", "--quiet", "--use-fast-test-edges", "build"),
            *("--exclude-resource-type", "test", "unit_test", "--select", "+funds_summable"),
        ),
    ):
        subprocess.run(
            (sys.executable, "-m", *command),
            env=environment,
            stdout=subprocess.DEVNULL,
            check=True,
        )
    with duckdb.connect(str(folder / "build.duckdb")) as connection:
        yield Corpus(connection, Project(target / "manifest.json"))


def test_yearbook_has_sums(corpus: Corpus) -> None:
    sums, facts = corpus.with_documents(_YEARBOOK)
    assert sums == [
        ("China Development Bank", 2014, "CNY", 84_307_500_000),
        ("Ministry of Water Resources", 2014, "CNY", 12_499_100_000),
    ]
    assert len(facts) == 8


@pytest.mark.parametrize(
    "others",
    [
        ["yearbook_2015_in_other_words.txt"],
        ["yearbook_2015_on_the_web.html"],
        ["yearbook_2015_printed.pdf"],
        ["briefing_2015.txt"],
        [
            "yearbook_2015_in_other_words.txt",
            "yearbook_2015_on_the_web.html",
            "yearbook_2015_printed.pdf",
            "briefing_2015.txt",
        ],
    ],
    ids=lambda others: " and ".join(others),
)
def test_what_is_told_again_changes_no_sum(corpus: Corpus, others: list[str]) -> None:
    assert corpus.with_documents(_YEARBOOK, *others) == corpus.with_documents(_YEARBOOK)


def test_next_yearbook_adds_its_own_year_only(corpus: Corpus) -> None:
    """What has come together over years adds nothing, what was told before neither."""
    sums, facts = corpus.with_documents(_YEARBOOK, "yearbook_2016.txt")
    before, facts_before = corpus.with_documents(_YEARBOOK)
    assert sums == sorted(
        [*before, ("Ministry of Water Resources", 2015, "CNY", 14_020_000_000)], key=str
    )
    assert facts == facts_before


def test_round_amounts_with_nothing_else_in_common_are_added(corpus: Corpus) -> None:
    sums, _ = corpus.with_documents("note_on_a_bridge.txt", "note_on_tea.txt")
    assert sums == [("not stated", 2014, "CNY", 24_000_000)]
