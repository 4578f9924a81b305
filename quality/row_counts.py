"""Write down how many rows each public table has, by document and year."""

import csv
import io
from pathlib import Path

import duckdb

from loaders.database import opened
from loaders.errors import WarehouseError

COLUMNS = ("table_name", "file_name", "year_key", "row_count")
Counts = dict[tuple[str, str, str], int]


def counted(build_file: Path) -> Counts:
    """Return the counts of a build, in order."""
    with opened(build_file, read_only=True) as connection:
        try:
            rows = connection.execute(
                f"select {', '.join(COLUMNS)} from marts.rpt_row_count order by all"
            ).fetchall()
        except duckdb.CatalogException as error:
            raise WarehouseError(
                "The build has no marts.rpt_row_count.\nRun dbt build first."
            ) from error
    return {(table, file, year): count for table, file, year, count in rows}


def written(seed: Path) -> Counts:
    """Return the counts written down before; none if there is no such file."""
    if not seed.exists():
        return {}
    with seed.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        (row["table_name"], row["file_name"], row["year_key"]): int(row["row_count"])
        for row in rows
    }


def write(seed: Path, counts: Counts) -> None:
    """Write the counts down, sorted, so that a difference is a difference of lines."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((*key, count) for key, count in sorted(counts.items()))
    seed.write_text(text.getvalue(), encoding="utf-8")


def difference(before: Counts, after: Counts) -> list[str]:
    """Say what changed, a line each."""
    return [
        f"{' '.join(part for part in key if part):<72}"
        f" {before.get(key, 'missing'):>8} → {after.get(key, 'missing')}"
        for key in sorted({*before, *after})
        if before.get(key) != after.get(key)
    ]
