"""Writes what was tried, and how often it held, into docs/promises.md."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from loaders.paths import CHECKOUT

PAGE = CHECKOUT / "docs" / "promises.md"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table."""

    what: str
    promise: str
    tries: int
    failures: int

    @property
    def written(self) -> str:
        """Write the row in markdown."""
        return f"| {self.what} | {self.promise} | {self.tries:,} | {self.tries - self.failures:,} |"


def put_into_page(name: str, rows: Iterable[Row]) -> None:
    """Put the table between the marks of its name."""
    table = "\n".join(
        ["| what was done | what must hold | tries | held |", "|---|---|---:|---:|"]
        + [row.written for row in rows]
    )
    text = PAGE.read_text(encoding="utf-8")
    marks = re.compile(rf"(<!-- {name} -->\n).*?(\n<!-- end of {name} -->)", re.DOTALL)
    PAGE.write_text(marks.sub(lambda mark: mark[1] + table + mark[2], text), encoding="utf-8")
