"""What every reader returns."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document, untouched; `page` counts from 1 where the format has pages."""

    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a document, line by line; joined by line feeds the lines give the whole text."""

    lines: list[Line]
    encoding: str | None = None
    page_count: int | None = None
    note: str | None = None


def split_lines(text: str, page: int | None = None) -> list[Line]:
    """Split at line feeds only: every other character, a carriage return too, stays in its line."""
    return [Line(part, page) for part in text.split("\n")]
