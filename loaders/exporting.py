"""Write the published marts as Parquet, as CSV and as one Excel workbook."""

import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter  # type: ignore[import-untyped]

from loaders.database import count, opened, quoted_name, quoted_text, require_published
from loaders.errors import WarehouseError
from loaders.visible import visible, visible_in_sql

_SCHEMA = "marts"
WORKBOOK = "warehouse.xlsx"
_SUFFIXES = {"parquet": ".parquet", "csv": ".csv"}

# What a spreadsheet takes for the beginning of a formula, full-width signs included.
_FORMULA_SIGNS = "=+-@＝＋－＠\t\r\n"

# Limits of the .xlsx format: rows of a sheet with its header, characters of a cell and of a name.
SHEET_ROWS = 1_048_576
CELL_CHARACTERS = 32_767
_NAME_CHARACTERS = 31
_CUT = " … (cut)"
_CONTENTS = "contents"
_NARROW, _WIDE = 8, 60
_BATCH = 5000


@dataclass(frozen=True, slots=True)
class ExportedTable:
    """A table of the marts, and what the workbook could not take of it."""

    name: str
    comment: str
    row_count: int
    note: str | None


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    data_type: str
    comment: str


@dataclass(frozen=True, slots=True)
class _Formats:
    header: xlsxwriter.format.Format
    day: xlsxwriter.format.Format
    time: xlsxwriter.format.Format
    wrapped: xlsxwriter.format.Format


def export(
    warehouse: Path, folder: Path, on_table: Callable[[str], None] = lambda _: None
) -> list[ExportedTable]:
    """Write every table to a folder of its own making, which then takes the folder's place at once.

    A folder that stands there already is replaced only if it is empty or an earlier export.
    """
    folder = Path(os.path.abspath(folder))
    require_published(warehouse)
    _require_replaceable(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as work:
            draft = Path(work, "new")
            with opened(warehouse, read_only=True) as connection:
                tables = _write(connection, draft, on_table)
            if folder.exists():
                folder.rename(Path(work, "old"))
            draft.rename(folder)
    except (duckdb.Error, OSError, xlsxwriter.exceptions.XlsxWriterException) as error:
        raise WarehouseError(f"The export to {folder} failed.\n{error}") from error
    return tables


def _require_replaceable(folder: Path) -> None:
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise WarehouseError(f"{folder} is no folder.\nName a folder that is yet to be made.")
    foreign = next(iter(_foreign_files(folder)), None) if folder.exists() else None
    if foreign is not None:
        raise WarehouseError(
            f"{folder} holds what is no export: {foreign.name}.\n"
            "Name another folder: an export takes the place of the whole folder."
        )


def _foreign_files(folder: Path) -> Iterator[Path]:
    for entry in sorted(folder.iterdir()):
        suffix = _SUFFIXES.get(entry.name)
        if suffix is not None and entry.is_dir():
            yield from (file for file in sorted(entry.iterdir()) if file.suffix != suffix)
        elif entry.name != WORKBOOK:
            yield entry


def _write(
    connection: duckdb.DuckDBPyConnection, draft: Path, on_table: Callable[[str], None]
) -> list[ExportedTable]:
    tables = connection.execute(
        "select table_name, coalesce(comment, '') from duckdb_tables()"
        " where schema_name = ? order by table_name",
        [_SCHEMA],
    ).fetchall()
    if not tables:
        raise WarehouseError(
            "The file holds no marts.\nName a published file: python -m loaders publish."
        )
    for name in _SUFFIXES:
        (draft / name).mkdir(parents=True)
    with _Workbook(draft / WORKBOOK) as workbook:
        exported = []
        for name, comment in tables:
            on_table(name)
            columns = _columns_of(connection, name)
            _copy(connection, name, columns, draft)
            row_count, note = workbook.add(connection, name, columns)
            exported.append(ExportedTable(name, " ".join(comment.split()), row_count, note))
            workbook.describe(exported[-1], columns)
    return exported


def _columns_of(connection: duckdb.DuckDBPyConnection, table: str) -> list[_Column]:
    rows = connection.execute(
        "select column_name, data_type, coalesce(comment, '') from duckdb_columns()"
        " where schema_name = ? and table_name = ? order by column_index",
        [_SCHEMA, table],
    ).fetchall()
    return [_Column(name, data_type, " ".join(text.split())) for name, data_type, text in rows]


def _copy(
    connection: duckdb.DuckDBPyConnection, table: str, columns: Sequence[_Column], draft: Path
) -> None:
    source = f"{_SCHEMA}.{quoted_name(table)}"
    parquet, csv = (
        quoted_text(str(draft / name / f"{table}{suffix}")) for name, suffix in _SUFFIXES.items()
    )
    connection.execute(f"copy {source} to {parquet} (format parquet, compression zstd)")
    selected = ", ".join(map(_as_plain_text, columns))
    connection.execute(f"copy (select {selected} from {source}) to {csv} (format csv, header)")


def _as_plain_text(column: _Column) -> str:
    """Select a column so that its text is nothing but text; numbers stay numbers.

    No spreadsheet takes it for a formula, and no terminal for a command.
    """
    name = quoted_name(column.name)
    if "VARCHAR" not in column.data_type:
        return name
    text = visible_in_sql(f"{name}::varchar")
    signs = quoted_text(_FORMULA_SIGNS)
    return (
        f"case when contains({signs}, left(nullif({name}::varchar, ''), 1)) then '''' else '' end"
        f" || {text} as {name}"
    )


class _Workbook:
    """A workbook that is written row by row, so that its size does not matter."""

    def __init__(self, path: Path) -> None:
        self._book = xlsxwriter.Workbook(
            str(path),
            {
                "constant_memory": True,
                "tmpdir": str(path.parent),
                "strings_to_formulas": False,
                "strings_to_urls": False,
            },
        )
        self._formats = _Formats(
            header=self._book.add_format({"bold": True, "bottom": 1}),
            day=self._book.add_format({"num_format": "yyyy-mm-dd"}),
            time=self._book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
            wrapped=self._book.add_format({"text_wrap": True, "valign": "top"}),
        )
        self._contents = self._book.add_worksheet(_CONTENTS)
        self._contents_row = 0
        self._start(
            self._contents,
            {"table": 24, "column": 28, "type": 16, "rows": 12, "description": 100},
        )

    def __enter__(self) -> "_Workbook":
        return self

    def __exit__(self, failure: type[BaseException] | None, *_: object) -> None:
        if failure is None:
            self._contents.autofilter(0, 0, self._contents_row, 4)
            self._book.close()
        else:
            # Its temporary files are open, and what failed is what should be told.
            with suppress(Exception):
                self._book.close()

    def _start(self, sheet: xlsxwriter.worksheet.Worksheet, widths: dict[str, int]) -> None:
        sheet.freeze_panes(1, 0)
        for number, (name, width) in enumerate(widths.items()):
            sheet.set_column(number, number, width)
            sheet.write_string(0, number, name, self._formats.header)

    def add(
        self, connection: duckdb.DuckDBPyConnection, table: str, columns: Sequence[_Column]
    ) -> tuple[int, str | None]:
        """Write a table to a sheet; return its rows and what could not be written of them."""
        source = f"{_SCHEMA}.{quoted_name(table)}"
        row_count = count(connection, source)
        if row_count >= SHEET_ROWS:
            return row_count, f"not in the workbook: a sheet holds {SHEET_ROWS - 1:,} rows"
        sheet = self._book.add_worksheet(table[:_NAME_CHARACTERS])
        self._start(sheet, _widths(connection, source, columns))
        cut_count = 0
        result = connection.execute(f"select * from {source}")
        number = 0
        while batch := result.fetchmany(_BATCH):
            for row in batch:
                number += 1
                cut_count += sum(
                    self._write(sheet, number, column, value) for column, value in enumerate(row)
                )
        sheet.autofilter(0, 0, number, len(columns) - 1)
        note = f"{cut_count} cells are cut: a cell holds {CELL_CHARACTERS:,} characters"
        return row_count, note if cut_count else None

    def _write(
        self, sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: Any
    ) -> bool:
        """Write a value as what it is; return whether it had to be cut."""
        match value:
            case None:
                return False
            case bool():
                sheet.write_boolean(row, column, value)
            case int() | float() | Decimal():
                sheet.write_number(row, column, value)
            case datetime():
                sheet.write_datetime(row, column, value, self._formats.time)
            case date():
                sheet.write_datetime(row, column, value, self._formats.day)
            case _:
                text = visible(str(value))
                is_cut = len(text) > CELL_CHARACTERS
                if is_cut:
                    text = text[: CELL_CHARACTERS - len(_CUT)] + _CUT
                sheet.write_string(row, column, text)
                return is_cut
        return False

    def describe(self, table: ExportedTable, columns: Sequence[_Column]) -> None:
        """Enter a table and its columns into the first sheet."""
        description = table.comment + (f" ({table.note})" if table.note else "")
        self._enter(table.name, "", "", table.row_count, description)
        for column in columns:
            self._enter(table.name, column.name, column.data_type.lower(), None, column.comment)

    def _enter(self, *values: object) -> None:
        self._contents_row += 1
        row = self._contents_row
        *others, description = values
        for number, value in enumerate(others):
            self._write(self._contents, row, number, value)
        self._contents.write_string(row, len(others), str(description), self._formats.wrapped)


def _widths(
    connection: duckdb.DuckDBPyConnection, source: str, columns: Sequence[_Column]
) -> dict[str, int]:
    lengths = ", ".join(
        f"coalesce(max(length({quoted_name(column.name)}::varchar)), 0)" for column in columns
    )
    row = connection.execute(f"select {lengths} from {source}").fetchone()
    # The header needs room for the button of its filter.
    return {
        column.name: min(max(length, len(column.name) + 3, _NARROW), _WIDE)
        for column, length in zip(columns, row or (), strict=True)
    }
