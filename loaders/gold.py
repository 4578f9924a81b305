"""Take in annotations made by hand, against which the extraction is scored.

A folder with gold.jsonl, scope.json and counties.csv becomes the rows of the four gold seeds: into
the build file in place of the rows that stand there, or into CSV files. docs/accuracy.md describes
the three files. Whatever cannot be scored is refused, with the file and line it stands at.
"""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from loaders.database import quoted_name
from loaders.errors import WarehouseError

RECORDS_FILE = "gold.jsonl"
SCOPE_FILE = "scope.json"
COUNTIES_FILE = "counties.csv"

# Table → its columns, in the order of the rows below.
TABLES: dict[str, tuple[str, ...]] = {
    "gold_annotation": (
        "annotation_number",
        "source_file",
        "source_line",
        "quote_start",
        "quote",
        "measure",
        "number_value",
        "number_low",
        "unit",
        "value_bound",
        "instrument",
        "is_stock",
        "recipient_count",
        "status",
        "period_start_year",
        "period_end_year",
        "place_source",
        "part_of_quote",
        "statement_label",
    ),
    "gold_place": ("annotation_number", "place_type", "place_number", "place_name"),
    "gold_scope": ("source_file", "first_line", "last_line"),
    "gold_county_code": ("name_in_text", "province_name", "gb_code"),
}
_UNITS: dict[str, tuple[str, ...]] = {
    # Any currency code of three capital letters.
    "funds": (),
    "people_lifted": ("person", "household", "village", "county", "other"),
    "training_sessions": ("session",),
    "training_participants": ("person", "person_time", "household", "other"),
}
_BOUNDS = {"eq": "exact", "gt": "more_than", "lt": "less_than", "approx": "about"}
_INSTRUMENTS = (
    "appropriation",
    "investment",
    "donation",
    "loan",
    "bond",
    "insurance",
    "mobilized",
    "purchase",
    "other",
)
_PLACE_SOURCES = ("sentence", "paragraph", "section", "none")
_ERRORS_SHOWN = 20

Row = tuple[object, ...]
Lines = Mapping[str, Sequence[str]]
Scope = dict[str, list[tuple[int, int]]]


@dataclass(slots=True)
class Gold:
    """The rows of the gold tables, by table."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {table: [] for table in TABLES})


class _ProblemError(Exception):
    """One thing that is wrong with one record."""


def loaded_lines(connection: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """Return the lines of every current document, by file name."""
    rows = connection.execute(
        "select document.file_name, list(line.line_text order by line.line_number)"
        " from raw.document join raw.line using (document_key)"
        " where document.is_current group by document.file_name"
    ).fetchall()
    return dict(rows)


def read_gold(folder: Path, lines: Lines) -> Gold:
    """Read and check a folder of annotations of documents whose lines are given."""
    problems: list[str] = []
    gold = Gold()
    scope = _read_scope(folder / SCOPE_FILE, lines, problems)
    gold.rows["gold_scope"] = [
        (name, first, last) for name, ranges in scope.items() for first, last in ranges
    ]
    _read_records(folder / RECORDS_FILE, lines, scope, gold, problems)
    gold.rows["gold_county_code"] = list(_read_counties(folder / COUNTIES_FILE, problems))
    if problems:
        shown = problems[:_ERRORS_SHOWN]
        if len(problems) > len(shown):
            shown.append(f"… and {len(problems) - len(shown)} more.")
        raise WarehouseError("The annotations cannot be scored.\n" + "\n".join(shown))
    return gold


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise WarehouseError(
            f"There is no file {path}.\n"
            f"A folder of annotations holds {RECORDS_FILE}, {SCOPE_FILE} and, where counties are to"
            f" be compared by code, {COUNTIES_FILE}."
        ) from error
    except (OSError, UnicodeDecodeError) as error:
        raise WarehouseError(f"{path} cannot be read as UTF-8 text.\n{error}") from error


def _read_scope(path: Path, lines: Lines, problems: list[str]) -> Scope:
    try:
        content = json.loads(_text_of(path))
    except json.JSONDecodeError as error:
        raise WarehouseError(f"{path.name}, line {error.lineno}: no JSON ({error.msg}).") from error
    if not isinstance(content, dict) or not content:
        raise WarehouseError(
            f'{path.name}: names of files with ranges of lines are needed: {{"a.txt": [[1, 40]]}}.'
        )
    scope: Scope = {}
    for name, ranges in content.items():
        if name not in lines:
            problems.append(
                f"{path.name}: {name} is not loaded; `python -m loaders list` shows what is."
            )
            continue
        scope[name] = []
        for pair in ranges if isinstance(ranges, list) else [ranges]:
            if not (isinstance(pair, list) and len(pair) == 2 and all(map(_is_whole, pair))):
                problems.append(f"{path.name}: {name}: {pair!r} is no pair of first and last line.")
            elif not 1 <= pair[0] <= pair[1] <= len(lines[name]):
                problems.append(
                    f"{path.name}: {name}: lines {pair[0]} to {pair[1]} are not in the document,"
                    f" which has lines 1 to {len(lines[name])}."
                )
            else:
                scope[name].append((pair[0], pair[1]))
    return scope


def _read_records(
    path: Path,
    lines: Lines,
    scope: Scope,
    gold: Gold,
    problems: list[str],
) -> None:
    records: list[tuple[int, dict[str, Any]]] = []
    for number, text in enumerate(_text_of(path).split("\n"), start=1):
        if not text.strip():
            continue
        try:
            record = json.loads(text)
            if not isinstance(record, dict):
                raise _ProblemError("a record in braces is needed")
            _check(record, lines, scope)
        except json.JSONDecodeError as error:
            problems.append(f"{path.name}, line {number}: no JSON ({error.msg}).")
        except _ProblemError as problem:
            problems.append(f"{path.name}, line {number}: {problem}.")
        else:
            records.append((number, record))
    quotes = {(record["file"], record["line"], record["quote"]) for _, record in records}
    seen: dict[Row, int] = {}
    for number, record in records:
        place = (record["file"], record["line"], record["start"], record["measure"])
        if place in seen:
            problems.append(
                f"{path.name}, line {number}: the same number is annotated in line {seen[place]}."
            )
        seen.setdefault(place, number)
        part_of = record.get("part_of")
        if part_of and (record["file"], record["line"], part_of) not in quotes:
            problems.append(
                f"{path.name}, line {number}: part_of {part_of!r} is the quote of no other record"
                " of that line of the document."
            )
        _add(record, len(gold.rows["gold_annotation"]) + 1, gold)
    if not records and not problems:
        problems.append(f"{path.name}: it holds no records.")


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_year(value: object) -> bool:
    return value is None or _is_whole(value)


def _is_list_of(value: object, is_right: Callable[[object], bool]) -> bool:
    return isinstance(value, list) and all(is_right(item) for item in value)


def _require(condition: bool, problem: str) -> None:
    if not condition:
        raise _ProblemError(problem)


def _require_one_of(record: dict[str, Any], key: str, allowed: Sequence[str]) -> None:
    _require(
        record.get(key) in allowed, f"{key} is {record.get(key)!r}, not one of {', '.join(allowed)}"
    )


def _check(record: dict[str, Any], lines: Lines, scope: Scope) -> None:
    """Check one record, and complete its file and start where they are left out."""
    if "file" not in record and len(scope) == 1:
        record["file"] = next(iter(scope))
    _require(_is_text(record.get("file")), "file, the name of the document, is missing")
    _require(record["file"] in lines, f"the document {record['file']} is not loaded")
    _require(_is_whole(record.get("line")), "line, a whole number, is missing")
    _require(
        any(first <= record["line"] <= last for first, last in scope.get(record["file"], [])),
        f"line {record['line']} of {record['file']} is not within the lines of {SCOPE_FILE}",
    )
    _require(_is_text(record.get("quote")), "quote is missing")
    _find_quote(record, lines[record["file"]][record["line"] - 1])
    _require_one_of(record, "measure", tuple(_UNITS))
    _require(_is_number(record.get("value")), f"value is {record.get('value')!r}, no number")
    _require(
        record.get("value_low") is None or _is_number(record["value_low"]),
        f"value_low is {record.get('value_low')!r}, no number",
    )
    _require_one_of(record, "bound", tuple(_BOUNDS))
    _require_one_of(record, "status", ("actual", "planned"))
    _check_measure(record)
    period = record.get("period")
    _require(
        isinstance(period, list) and len(period) == 2 and _is_list_of(period, _is_year),
        f"period is {period!r}, not a pair of years like [2016, 2016] or [null, 2020]",
    )
    for key in ("counties", "provinces"):
        _require(_is_list_of(record.get(key), _is_text), f"{key} must be a list of names, or []")
    if record.get("place_src") is not None:
        _require_one_of(record, "place_src", _PLACE_SOURCES)


def _check_measure(record: dict[str, Any]) -> None:
    if record["measure"] == "funds":
        unit = record.get("unit")
        _require(
            isinstance(unit, str) and len(unit) == 3 and unit.isascii() and unit.isupper(),
            f"unit is {unit!r}, not a currency code like CNY",
        )
        _require_one_of(record, "flow", _INSTRUMENTS)
        each = record.get("each")
        _require(each is None or (_is_whole(each) and each > 0), f"each is {each!r}, no count")
    else:
        _require_one_of(record, "unit", _UNITS[record["measure"]])


def _find_quote(record: dict[str, Any], line: str) -> None:
    quote, start = record["quote"], record.get("start")
    where = f"line {record['line']} of {record['file']}"
    if start is None:
        start = line.find(quote)
        _require(start >= 0, f"the quote {quote!r} does not stand on {where}")
        _require(
            line.find(quote, start + 1) < 0,
            f"the quote {quote!r} stands on {where} more than once; make it longer, or add start",
        )
        record["start"] = start
    _require(
        _is_whole(start) and start >= 0 and line[start : start + len(quote)] == quote,
        f"the quote {quote!r} does not stand at character {start} of {where}",
    )


def _add(record: dict[str, Any], number: int, gold: Gold) -> None:
    is_funds = record["measure"] == "funds"
    gold.rows["gold_annotation"].append(
        (
            number,
            record["file"],
            record["line"],
            record["start"],
            record["quote"],
            record["measure"],
            record["value"],
            record.get("value_low"),
            record["unit"],
            _BOUNDS[record["bound"]],
            record["flow"] if is_funds else None,
            bool(record.get("stock")) if is_funds else None,
            record.get("each") if is_funds else None,
            record["status"],
            *record["period"],
            record.get("place_src"),
            record.get("part_of") or None,
            record.get("event") or None,
        )
    )
    for place_type, key in (("county", "counties"), ("province", "provinces")):
        for place_number, name in enumerate(record[key], start=1):
            gold.rows["gold_place"].append((number, place_type, place_number, name))


def _read_counties(path: Path, problems: list[str]) -> Iterator[Row]:
    """Without the file counties are compared by name alone."""
    if not path.exists():
        return
    reader = csv.DictReader(_text_of(path).splitlines())
    columns = ("name_in_text", "province", "gb_code")
    if not set(columns) <= set(reader.fieldnames or ()):
        problems.append(f"{path.name}, line 1: the columns {', '.join(columns)} are needed.")
        return
    seen: dict[tuple[str, str, str], int] = {}
    for row in reader:
        name, province, code = (str(row[column] or "").strip() for column in columns)
        at = f"{path.name}, line {reader.line_num}"
        if not name:
            problems.append(f"{at}: name_in_text is missing.")
        elif not (len(code) == 6 and code.isascii() and code.isdigit()):
            problems.append(f"{at}: gb_code is {code!r}, not six digits.")
        elif (name, province, code) in seen:
            problems.append(f"{at}: it says the same as line {seen[name, province, code]}.")
        else:
            seen[name, province, code] = reader.line_num
            yield name, province or None, code


def put_in_place_of_seeds(connection: duckdb.DuckDBPyConnection, gold: Gold) -> None:
    """Replace the rows of the seeds; the next `dbt seed` or `dbt build` brings them back."""
    connection.execute("begin transaction")
    try:
        for table, columns in TABLES.items():
            names = ", ".join(quoted_name(column) for column in columns)
            marks = ", ".join("?" for _ in columns)
            connection.execute(f"delete from seeds.{table}")
            if gold.rows[table]:
                connection.executemany(
                    f"insert into seeds.{table} ({names}) values ({marks})", gold.rows[table]
                )
        connection.execute("commit")
    except duckdb.CatalogException as error:
        connection.execute("rollback")
        raise WarehouseError(
            "The build file has no gold seeds yet. Run dbt seed, then this again."
        ) from error
    except BaseException:
        connection.execute("rollback")
        raise


def write_seed_files(gold: Gold, folder: Path) -> list[Path]:
    """Write the four seeds as CSV files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for table, columns in TABLES.items():
        path = folder / f"{table}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(columns)
            writer.writerows([_written(value) for value in row] for row in gold.rows[table])
        paths.append(path)
    return paths


def _written(value: object) -> object:
    return str(value).lower() if isinstance(value, bool) else value
