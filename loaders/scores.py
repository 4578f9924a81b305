"""What the build measured against the annotations, for `python -m loaders accuracy`."""

from dataclasses import dataclass
from typing import Any

import duckdb

from loaders.errors import WarehouseError

ATTRIBUTES = (
    "value",
    "unit",
    "bound",
    "status",
    "period",
    "counties",
    "provinces",
    "part_of",
    "instrument",
    "stock",
    "recipient_count",
    "statement",
)
_MEASURES = ("funds", "people_lifted", "training_sessions", "training_participants", "all")
_RATES = ("precision_rate", "recall_rate", "f1", "strict_f1")


@dataclass(frozen=True, slots=True)
class MeasureQuality:
    """A row of rpt_extraction_quality."""

    measure: str
    counts: tuple[int, int]
    rates: tuple[float | None, ...]
    accuracies: tuple[float | None, ...]


def quality(connection: duckdb.DuckDBPyConnection) -> list[MeasureQuality]:
    """Return the figures of each measure, all measures together last."""
    columns = ("measure", "gold_count", "found_count", *_RATES)
    accuracies = tuple(f"{attribute}_accuracy" for attribute in ATTRIBUTES)
    rows = _rows(
        connection, f"select {', '.join(columns + accuracies)} from marts.rpt_extraction_quality"
    )
    first = len(columns)
    return sorted(
        (MeasureQuality(str(row[0]), (row[1], row[2]), row[3:first], row[first:]) for row in rows),
        key=lambda row: _MEASURES.index(row.measure),
    )


def errors(connection: duckdb.DuckDBPyConnection, limit: int) -> list[str]:
    """Describe the first errors, in the order of the documents, each in one line."""
    if not limit:
        return []
    rows = _rows(
        connection,
        "select source_file, source_line, replace(error_type, '_', ' '), attribute_name, measure,"
        " text_as_written, expected, found from marts.rpt_extraction_error"
        " order by error_type, attribute_name, source_file, source_line, error_start"
        f" limit {limit}",
    )
    return [
        f"{file}:{line} {kind}"
        + (
            f" ({attribute}: {expected or 'none'} expected, {found or 'none'} found)"
            if attribute
            else f" ({measure})"
        )
        + f": {text}"
        for file, line, kind, attribute, measure, text, expected, found in rows
    ]


def written(rate: float | None) -> str:
    """Write a rate with three digits; a rate of nothing is a dash."""
    return "–" if rate is None else f"{rate:.3f}"


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    try:
        return connection.execute(query).fetchall()
    except duckdb.CatalogException as error:
        raise WarehouseError(
            "The extraction was not scored yet.\nRun make accuracy, or dbt build."
        ) from error
