"""The schema `raw`: every document that was loaded, line by line, and every refused file."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import duckdb

from loaders.database import quoted_text
from loaders.readers.types import Extracted

# Table → its comment, and per column: definition and comment.
TABLES: dict[str, tuple[str, dict[str, tuple[str, str]]]] = {
    "document": (
        "One row per content that was ever loaded, older versions of a file included.",
        {
            "document_key": ("varchar primary key", "SHA-256 of the bytes of the file, in hex."),
            "file_name": (
                "varchar not null",
                "Name of the file without its folder. One content per name is current.",
            ),
            "format": ("varchar not null", "txt, docx, pdf or html."),
            "encoding": ("varchar", "Encoding of the text; null for .docx and .pdf."),
            "content_sha256": ("varchar not null", "SHA-256 of the bytes of the file, in hex."),
            "byte_count": ("bigint not null", "Size of the file."),
            "line_count": ("integer not null", "Number of lines in raw.line."),
            "page_count": ("integer", "Number of pages; null where the format has none."),
            "is_current": (
                "boolean not null",
                "Whether this is the version of the file that the marts show.",
            ),
            "loaded_at": ("timestamp not null", "When the content was first loaded, in UTC."),
        },
    ),
    "file": (
        "One row per file that holds a current document; several may hold the same.",
        {
            "path": (
                "varchar primary key",
                "Path, relative to the checkout if it lies in it; a document loaded before paths"
                " were kept has its file name here.",
            ),
            "file_name": ("varchar not null", "Name of the file without its folder."),
            "document_key": ("varchar not null", "The document, see raw.document."),
        },
    ),
    "line": (
        "One row per line of a document; joined by line feeds the lines give its whole text.",
        {
            "document_key": ("varchar not null", "The document, see raw.document."),
            "line_number": ("integer not null", "Position in the document, from 1 without gaps."),
            "page_number": ("integer", "Page, from 1; null where the format has none."),
            "line_text": ("varchar not null", "The line as it was decoded, untouched."),
        },
    ),
    "refusal": (
        "One row per file that could not be read when it was last tried.",
        {
            "refusal_key": ("varchar primary key", "MD5 of path and reason."),
            "path": ("varchar not null", "Path, relative to the checkout if it lies in it."),
            "file_name": ("varchar not null", "Name of the file without its folder."),
            "reason": ("varchar not null", "Why the file could not be read."),
            "remedy": ("varchar not null", "What to do about it."),
            "refused_at": ("timestamp not null", "When it was first refused so, in UTC."),
        },
    ),
}
_BATCH = 5000


class Outcome(StrEnum):
    """What loading a file came to."""

    LOADED = "loaded"
    NEW_VERSION = "new version"
    CURRENT_AGAIN = "current again"
    UNCHANGED = "unchanged"
    SAME_CONTENT = "same content"


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read."""

    file_name: str
    format: str
    key: str
    """The SHA-256 of its content identifies it."""
    byte_count: int
    extracted: Extracted


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A row of raw.document, as `list` shows it."""

    file_name: str
    format: str
    encoding: str | None
    line_count: int
    page_count: int | None
    is_current: bool
    loaded_at: datetime
    document_key: str


@dataclass(frozen=True, slots=True)
class RefusalRow:
    """A row of raw.refusal, as `list` shows it."""

    path: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class SetAsideRow:
    """A document that a model or test of ours fails on, as `list` shows it."""

    file_name: str
    failed_check: str
    message: str


class Store:
    """Reads and writes `raw` in an open build file."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def create_tables(self) -> None:
        """Create what is missing, with comments."""
        self._run("create schema if not exists raw")
        for table, (table_comment, columns) in TABLES.items():
            definitions = ", ".join(f"{name} {rule}" for name, (rule, _) in columns.items())
            self._run(f"create table if not exists raw.{table} ({definitions})")
            self._run(f"comment on table raw.{table} is {quoted_text(table_comment)}")
            for name, (_, comment) in columns.items():
                self._run(f"comment on column raw.{table}.{name} is {quoted_text(comment)}")
        self.add_missing_files()

    def add_missing_files(self) -> None:
        """Note the files of documents that an earlier version loaded, by what is known of them."""
        self._run(
            "insert into raw.file select file_name, file_name, document_key from raw.document"
            " where is_current and document_key not in (select document_key from raw.file)"
        )

    def has_tables(self) -> bool:
        """Tell whether anything was ever loaded into this file."""
        found = self._rows(
            "select 1 from duckdb_tables() where schema_name = 'raw' and table_name = 'document'"
            " and database_name = current_database()"
        )
        return bool(found)

    def other_file(self, document: Document, path: str) -> str | None:
        """Return the path of another file of the same name with another content, if there is one.

        Where the path was not kept, any file of the name counts as the same.
        """
        rows = self._rows(
            "select path from raw.file where file_name = ? and path not in (?, file_name)"
            " and document_key <> ? order by path",
            document.file_name,
            path,
            document.key,
        )
        return rows[0][0] if rows else None

    def save(self, document: Document, path: str) -> tuple[Outcome, str]:
        """Make a document the current one of its name, in one transaction.

        Returns what happened and the name under which the content is known.
        """
        with self.transaction():
            known = self._rows(
                "select is_current from raw.document where document_key = ?", document.key
            )
            names = self._names_of(document.key)
            superseded = self._rows(
                "delete from raw.file where file_name = ? and (path = ? or document_key <> ?"
                " or path = file_name) returning document_key",
                document.file_name,
                path,
                document.key,
            )
            if not known:
                self._insert(document)
            self._run(
                "insert or replace into raw.file values (?, ?, ?)",
                path,
                document.file_name,
                document.key,
            )
            earlier = {key for (key,) in superseded} - {document.key}
            for key in sorted({document.key, *earlier}):
                self._settle(key)
            self._run("delete from raw.refusal where path = ?", path)
            outcome = self._outcome(document.file_name, known, names, bool(earlier))
            return outcome, self._name_of(document.key)

    @staticmethod
    def _outcome(
        name: str, known: list[tuple[Any, ...]], names: list[str], is_newer: bool
    ) -> Outcome:
        if not known:
            return Outcome.NEW_VERSION if is_newer else Outcome.LOADED
        if not names:
            return Outcome.CURRENT_AGAIN
        return Outcome.UNCHANGED if name in names else Outcome.SAME_CONTENT

    def _settle(self, key: str) -> None:
        """Let a document be current if a file holds it, under a name that such a file has."""
        names = self._names_of(key)
        self._run(
            "update raw.document set is_current = ?,"
            " file_name = case when ? or list_contains(?, file_name) then file_name else ? end"
            " where document_key = ?",
            bool(names),
            not names,
            names,
            names[0] if names else "",
            key,
        )

    def _names_of(self, key: str) -> list[str]:
        rows = self._rows(
            "select distinct file_name from raw.file where document_key = ? order by all", key
        )
        return [name for (name,) in rows]

    def _name_of(self, key: str) -> str:
        return str(
            self._rows("select file_name from raw.document where document_key = ?", key)[0][0]
        )

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do all that the block does, or nothing."""
        self._run("begin transaction")
        try:
            yield
            self._run("commit")
        except BaseException:
            # What failed is what should be told; a commit that failed has rolled back already.
            with suppress(duckdb.Error):
                self._run("rollback")
            raise

    def _insert(self, document: Document) -> None:
        lines = document.extracted.lines
        self._run(
            "insert into raw.document values (?, ?, ?, ?, ?, ?, ?, ?, true, ?)",
            document.key,
            document.file_name,
            document.format,
            document.extracted.encoding,
            document.key,
            document.byte_count,
            len(lines),
            document.extracted.page_count,
            _now(),
        )
        # In batches: row by row, or all rows at once, takes a hundred times as long.
        for start in range(0, len(lines), _BATCH):
            batch = lines[start : start + _BATCH]
            self._run(
                "insert into raw.line"
                " select ?, unnest(range(?, ?)), unnest(?::integer[]), unnest(?::varchar[])",
                document.key,
                start + 1,
                start + 1 + len(batch),
                [line.page for line in batch],
                [line.text for line in batch],
            )

    def refuse(self, path: str, file_name: str, reason: str, remedy: str) -> None:
        """Record that a file cannot be read; what was said of the same path before is replaced."""
        key = hashlib.md5(f"{path}|{reason}".encode(), usedforsecurity=False).hexdigest()
        with self.transaction():
            self._run("delete from raw.refusal where path = ? and refusal_key <> ?", path, key)
            self._run(
                "insert or ignore into raw.refusal values (?, ?, ?, ?, ?, ?)",
                key,
                path,
                file_name,
                reason,
                remedy,
                _now(),
            )

    def remove(self, file_name: str) -> tuple[int, int]:
        """Take out every version of a document and its refusals; return how many of each.

        Content that a file of another name holds too stays, under that name.
        """
        with self.transaction():
            self._run("delete from raw.file where file_name = ?", file_name)
            versions = self._rows(
                "select document_key from raw.document where file_name = ?", file_name
            )
            for (key,) in versions:
                if self._names_of(key):
                    self._settle(key)
                else:
                    self._run("delete from raw.line where document_key = ?", key)
                    self._run("delete from raw.document where document_key = ?", key)
            refusals = self._rows(
                "delete from raw.refusal where file_name = ? returning refusal_key", file_name
            )
        return len(versions), len(refusals)

    def documents(self) -> list[DocumentRow]:
        """List every version of every document, the current one of each name first."""
        rows = self._rows(
            "select file_name, format, encoding, line_count, page_count, is_current, loaded_at,"
            " document_key from raw.document order by file_name, is_current desc, loaded_at desc"
        )
        return [DocumentRow(*row) for row in rows]

    def set_aside(self) -> list[SetAsideRow]:
        """List the documents that builds set aside."""
        if not self._rows(
            "select 1 from duckdb_tables() where schema_name = 'reading'"
            " and table_name = 'set_aside'"
        ):
            return []
        rows = self._rows(
            "select document.file_name, set_aside.failed_check, set_aside.message"
            " from reading.set_aside as set_aside"
            " inner join raw.document as document"
            " on set_aside.document_key = document.document_key"
            " order by document.file_name"
        )
        return [SetAsideRow(*row) for row in rows]

    def refusals(self) -> list[RefusalRow]:
        """List the files that could not be read when they were last tried."""
        rows = self._rows("select path, reason, remedy from raw.refusal order by path")
        return [RefusalRow(*row) for row in rows]

    def _run(self, statement: str, *parameters: object) -> None:
        self._connection.execute(statement, parameters)

    def _rows(self, statement: str, *parameters: object) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement, parameters).fetchall()


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
