"""What README.md and docs/ show is what the warehouse answers.

The pages are compared with a warehouse of the documents in data/documents, published to the file
that the environment variable WAREHOUSE_FILE names. Without it, only the helper is tested. To write
the results anew: make snippets.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from scripts.refresh_snippets import (
    CHECKOUT,
    changed_pages,
    difference,
    pages,
    refreshed,
    require_shipped_documents,
)

_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)")


@pytest.fixture
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture
def warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    file = os.environ.get("WAREHOUSE_FILE")
    if file is None:
        pytest.skip("WAREHOUSE_FILE does not name a warehouse of data/documents")
    with duckdb.connect(file, read_only=True) as connection:
        yield connection


def test_result_is_written_below_its_query(empty: duckdb.DuckDBPyConnection) -> None:
    page = "Before\n\n```sql\nselect 12345 as amount_cny, 'a | b' as name\n```\n\nAfter\n"
    assert refreshed(page, empty) == (
        "Before\n\n```sql\nselect 12345 as amount_cny, 'a | b' as name\n```\n\n"
        "| amount_cny | name |\n| ---: | --- |\n| 12,345 | a \\| b |\n\nAfter\n"
    )


def test_old_result_is_replaced(empty: duckdb.DuckDBPyConnection) -> None:
    page = "```sql\nselect 2016 as year, 1.50 as pct, null as note\n```\n"
    stale = page + "\n| year |\n| ---: |\n| 1999 |\n"
    after = "\nAfter\n\n| another | table |\n"
    assert refreshed(stale + after, empty) == refreshed(page, empty) + after
    assert "| 2016 | 1.5 |  |" in refreshed(stale, empty)


def test_other_blocks_stay_as_they_are(empty: duckdb.DuckDBPyConnection) -> None:
    page = "```sh\nmake warehouse\n```\n\n| a | b |\n|---|---|\n"
    assert refreshed(page, empty) == page


def test_query_that_fails_is_not_hidden(empty: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(duckdb.CatalogException, match="no_such_table"):
        refreshed("```sql\nselect * from no_such_table\n```\n", empty)


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(CHECKOUT)))
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert [link for link in _LINK.findall(text) if not (page.parent / link).exists()] == []


def test_pages_show_what_the_warehouse_answers(warehouse: duckdb.DuckDBPyConnection) -> None:
    require_shipped_documents(warehouse)
    changes = [difference(page, *texts) for page, texts in changed_pages(warehouse).items()]
    assert not changes, "run make snippets:\n" + "\n".join(changes)


def test_overview_names_every_public_table(warehouse: duckdb.DuckDBPyConnection) -> None:
    overview = (CHECKOUT / "docs" / "README.md").read_text(encoding="utf-8")
    names = warehouse.execute(
        "select table_name from duckdb_tables() where schema_name = 'marts'"
    ).fetchall()
    assert [name for (name,) in names if f"`{name}`" not in overview] == []
