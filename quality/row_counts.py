"""Write down how many rows each public table has by document and year, and their sums."""

import csv
import io
from pathlib import Path

import duckdb

from loaders.database import opened
from loaders.errors import WarehouseError

KEYS = ("table_name", "file_name", "year_key")
COUNTS = ("row_count", "additive_count", "value_sum")
Counts = dict[tuple[str, ...], tuple[str, ...]]


def counted(build_file: Path) -> Counts:
    """Return the counts of a build, in order."""
    names = ", ".join(f"'{name}'" for name in (*KEYS, *COUNTS))
    with opened(build_file, read_only=True) as connection:
        try:
            rows = connection.execute(
                f"select cast(columns([{names}]) as varchar) from marts.rpt_row_count order by all"
            ).fetchall()
        except duckdb.CatalogException as error:
            raise WarehouseError(
                "The build has no marts.rpt_row_count.\nRun dbt build first."
            ) from error
    return {row[: len(KEYS)]: row[len(KEYS) :] for row in rows}


def written(seed: Path) -> Counts:
    """Return the counts written down before; none if there is no such file."""
    if not seed.exists():
        return {}
    with seed.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        tuple(row[name] for name in KEYS): tuple(row.get(name, "") for name in COUNTS)
        for row in rows
    }


def write(seed: Path, counts: Counts) -> None:
    """Write the counts down, sorted, so that a difference is a difference of lines."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*KEYS, *COUNTS))
    writer.writerows((*key, *values) for key, values in sorted(counts.items()))
    seed.write_text(text.getvalue(), encoding="utf-8")


def difference(before: Counts, after: Counts) -> list[str]:
    """Say what changed, a line each."""
    return [
        f"{' '.join(filter(None, key))}: {_told(before.get(key))} → {_told(after.get(key))}"
        for key in sorted({*before, *after})
        if before.get(key) != after.get(key)
    ]


def _told(values: tuple[str, ...] | None) -> str:
    return f"{values[0]} rows ({values[1]} additive, sum {values[2]})" if values else "missing"
