"""Run the queries in README.md and docs/, and write their results below them.

Every sql block of these pages is a query on the published warehouse; the table that follows it is
its result. docs/tables.md is written as a whole, from the descriptions in the warehouse. What
changes is shown as a difference. The pages show the documents in data/documents and no others.

    python scripts/refresh_snippets.py              write the results
    python scripts/refresh_snippets.py --check      only show what would change; exit code 1 if any
"""

import argparse
import difflib
import hashlib
import re
import sys
from decimal import Decimal
from pathlib import Path

import duckdb

CHECKOUT = Path(__file__).resolve().parent.parent
DOCUMENTS = CHECKOUT / "data" / "documents"
TABLES_PAGE = CHECKOUT / "docs" / "tables.md"

# A sql block, and the table below it if there is one.
_SNIPPET = re.compile(
    r"^```sql\n(?P<query>.*?)^```\n(?:\n(?:\|[^\n]*\n)+)?", re.DOTALL | re.MULTILINE
)
_NUMBER_TYPE = re.compile(r"(U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|DECIMAL|DOUBLE|FLOAT)\b")


def pages() -> list[Path]:
    """List the pages that hold queries, and the page of tables."""
    return sorted({CHECKOUT / "README.md", *(CHECKOUT / "docs").glob("*.md"), TABLES_PAGE})


def require_shipped_documents(connection: duckdb.DuckDBPyConnection) -> None:
    """Raise ValueError unless the warehouse holds exactly the documents in data/documents."""
    rows = connection.execute("select content_sha256 from marts.dim_document").fetchall()
    shipped = {
        hashlib.sha256(path.read_bytes()).hexdigest()
        for path in DOCUMENTS.iterdir()
        if path.stem != "README"
    }
    if {row[0] for row in rows} != shipped:
        raise ValueError(
            "The warehouse does not hold exactly the documents in data/documents, which the"
            " results in README.md and docs/ are about."
        )


def refreshed(text: str, connection: duckdb.DuckDBPyConnection) -> str:
    """Return the text of a page with the result of each of its queries below it."""

    def with_result(snippet: re.Match[str]) -> str:
        query = snippet["query"]
        return f"```sql\n{query}```\n\n{result(query, connection)}"

    return _SNIPPET.sub(with_result, text)


def result(query: str, connection: duckdb.DuckDBPyConnection) -> str:
    """Return what a query yields as a table of Markdown."""
    relation = connection.sql(query)
    rules = [
        "---:" if _NUMBER_TYPE.match(str(data_type)) else "---" for data_type in relation.types
    ]
    rows = [
        relation.columns,
        rules,
        *([_cell(value) for value in row] for row in relation.fetchall()),
    ]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _cell(value: object) -> str:
    """Write a value so that it neither ends its cell nor is taken for markup."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float | Decimal):
        # Years and lines are written without commas.
        written = f"{value:,}" if abs(float(value)) >= 10_000 else f"{value}"
        return re.sub(r"(\.\d*?)0+$", r"\1", written).removesuffix(".")
    return re.sub(r"([\\|*<`])", r"\\\1", " ".join(str(value).split()))


def tables_page(connection: duckdb.DuckDBPyConnection) -> str:
    """Write the page that lists every public table with its columns."""
    tables = connection.execute(
        "select table_name, coalesce(comment, '') from duckdb_tables()"
        " where schema_name = 'marts' order by table_name"
    ).fetchall()
    parts = [
        "# Tables and columns\n\n"
        "Every public table of the schema `marts`, as the warehouse describes it. This page is\n"
        "written by `make snippets`; the descriptions stand beside the models, in `models/marts`.\n"
        "Which table answers which question: see [the overview](README.md).\n"
    ]
    for name, comment in tables:
        columns = result(
            "select column_name, lower(data_type) as data_type, comment as description"
            f" from duckdb_columns() where schema_name = 'marts' and table_name = '{name}'"
            " order by column_index",
            connection,
        )
        parts.append(f"\n## {name}\n\n{' '.join(comment.split())}\n\n{columns}")
    return "".join(parts)


def changed_pages(connection: duckdb.DuckDBPyConnection) -> dict[Path, tuple[str, str]]:
    """Return, of each page that is not as it should be, the text as it is and as it should be."""
    changed = {}
    for page in pages():
        before = page.read_text(encoding="utf-8") if page.exists() else ""
        try:
            after = (
                tables_page(connection) if page == TABLES_PAGE else refreshed(before, connection)
            )
        except duckdb.Error as error:
            error.add_note(f"in a query of {page.relative_to(CHECKOUT)}")
            raise
        if before != after:
            changed[page] = before, after
    return changed


def difference(page: Path, before: str, after: str) -> str:
    """Show what changes on a page."""
    name = str(page.relative_to(CHECKOUT))
    lines = difflib.unified_diff(
        before.splitlines(), after.splitlines(), name, f"{name} (refreshed)", lineterm="", n=1
    )
    return "\n".join(lines)


def main() -> int:
    """Refresh the pages, or with --check only compare them."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--warehouse",
        type=Path,
        default=CHECKOUT / "warehouse.duckdb",
        help="the published file to query (default: warehouse.duckdb of the checkout)",
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    arguments = parser.parse_args()
    if not arguments.warehouse.exists():
        sys.exit(f"{arguments.warehouse} does not exist. Run make warehouse first.")
    with duckdb.connect(str(arguments.warehouse), read_only=True) as connection:
        try:
            require_shipped_documents(connection)
        except ValueError as error:
            sys.exit(str(error))
        changed = changed_pages(connection)
    for page, (before, after) in changed.items():
        if not arguments.check:
            page.write_text(after, encoding="utf-8")
        print(difference(page, before, after))
    print(f"{len(changed)} of {len(pages())} pages {'differ' if arguments.check else 'changed'}.")
    return 1 if changed and arguments.check else 0


if __name__ == "__main__":
    sys.exit(main())
