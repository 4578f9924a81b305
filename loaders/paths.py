"""Where things stand: the checkout, the private build file and the published warehouse."""

import os
from pathlib import Path

from loaders.visible import visible_line

CHECKOUT = Path(__file__).resolve().parent.parent
BUILD_FILE = CHECKOUT / "build" / "build.duckdb"
PUBLISHED_FILE = CHECKOUT / "warehouse.duckdb"
EXPORT_FOLDER = CHECKOUT / "export"
EXPLAIN_CACHE = CHECKOUT / "build" / "explain"


def readable(path: Path) -> str:
    """Write a path so that it can be stored and shown.

    Inside the checkout it is relative to it, so that it is the same from every working directory.
    Bytes of a file name that are not UTF-8 become replacement characters, and what would steer a
    terminal or break a line becomes a sign.
    """
    absolute = Path(os.path.abspath(path))
    shown = absolute.relative_to(CHECKOUT) if absolute.is_relative_to(CHECKOUT) else absolute
    return _name(shown)


def file_name(path: Path) -> str:
    """Return the name under which a document is known: the last part of its path."""
    return _name(path.name)


def suffix(path: Path) -> str:
    """Return the ending of the name of a file, so that it can be shown."""
    return _name(path.suffix)


def _name(path: Path | str) -> str:
    return visible_line(os.fsencode(path).decode("utf-8", "replace"))
