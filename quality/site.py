"""Make Data Docs a site that stands alone: nothing is fetched from elsewhere."""

import html
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

_STYLE = Path(__file__).with_name("data_docs.css")
_TITLE = "Data quality"
_DROPPED = re.compile(
    r"<script\b.*?</script>|<style\b.*?</style>|<footer\b.*?</footer>"
    r"|<link\b[^>]*>|<title>.*?</title>",
    re.DOTALL,
)
_LOGO = re.compile(r"<img\s[^>]*NO-CACHE.*?/>", re.DOTALL)
_CREDIT = "Checked with Great Expectations, by <code>make docs</code>."


@dataclass(frozen=True, slots=True)
class Page:
    """The result of one table."""

    suite: str
    table: str
    met_count: int
    expectation_count: int
    file: Path | None


def stand_alone(site: Path, pages: Sequence[Page]) -> None:
    """Rewrite every page of a site, and its index."""
    shutil.rmtree(site / "static", ignore_errors=True)
    shutil.copy(_STYLE, site / _STYLE.name)
    for file in site.rglob("*.html"):
        depth = len(file.relative_to(site).parts) - 1
        file.write_text(
            _without_foreign_parts(file.read_text(encoding="utf-8"), "../" * depth),
            encoding="utf-8",
        )
    (site / "index.html").write_text(_index(site, pages), encoding="utf-8")


def _without_foreign_parts(page: str, root: str) -> str:
    page = _LOGO.sub(_TITLE, _DROPPED.sub("", page))
    return page.replace("</head>", f"{_head(root)}</head>", 1)


def _head(root: str) -> str:
    return (
        f'<title>{_TITLE}</title>\n<link rel="stylesheet" href="{root}{_STYLE.name}">\n'
        '<link rel="icon" href="data:,">\n'
    )


def _index(site: Path, pages: Sequence[Page]) -> str:
    met = sum(page.met_count for page in pages)
    count = sum(page.expectation_count for page in pages)
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="UTF-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1.0">\n{_head("")}'
        f"</head>\n<body>\n<main>\n<h1>{_TITLE}</h1>\n"
        f"<p>{met:,} of {count:,} expectations are met. {_CREDIT}</p>\n"
    ]
    for suite in dict.fromkeys(page.suite for page in pages):
        parts.append(
            f"<h2>{html.escape(suite)}</h2>\n<table>\n"
            "<tr><th></th><th>table</th><th>expectations met</th></tr>\n"
        )
        parts += [_row(site, page) for page in pages if page.suite == suite]
        parts.append("</table>\n")
    return "".join(parts) + "</main>\n</body>\n</html>\n"


def _row(site: Path, page: Page) -> str:
    mark = "good" if page.met_count == page.expectation_count else "bad"
    name = html.escape(page.table)
    if page.file:
        name = f'<a href="{quote(page.file.relative_to(site).as_posix())}">{name}</a>'
    return (
        f'<tr><td><i class="{mark}"></i></td><td>{name}</td>'
        f"<td>{page.met_count} of {page.expectation_count}</td></tr>\n"
    )
