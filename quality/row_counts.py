"""Write down how many rows each public table has by document and year, and each seed has."""

import csv
import io
from pathlib import Path

import duckdb

from loaders.database import opened, quoted_name
from loaders.errors import WarehouseError

KEYS = ("table_name", "file_name", "year_key")
COUNTS = ("row_count", "additive_count", "value_sum")
SEED_KEYS = ("seed_name",)
SEED_COUNTS = ("row_count",)
# What is written anew by the same command.
_WRITTEN = {"row_count", "seed_row_count"}
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


def counted_seeds(build_file: Path, folder: Path) -> Counts:
    """Return how many rows each seed of the folder has in a build."""
    counts: Counts = {}
    with opened(build_file, read_only=True) as connection:
        for file in sorted(folder.rglob("*.csv")):
            if file.stem in _WRITTEN:
                continue
            relation = f"seeds.{quoted_name(file.stem)}"
            try:
                row = connection.execute(f"select count(*) from {relation}").fetchone()
            except duckdb.CatalogException as error:
                raise WarehouseError(
                    f"The build has no {relation}.\nRun dbt build first."
                ) from error
            assert row is not None
            counts[(file.stem,)] = (str(row[0]),)
    return counts


def written(seed: Path, keys: tuple[str, ...] = KEYS, counts: tuple[str, ...] = COUNTS) -> Counts:
    """Return the counts written down before; none if there is no such file."""
    if not seed.exists():
        return {}
    with seed.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        tuple(row[name] for name in keys): tuple(row.get(name, "") for name in counts)
        for row in rows
    }


def write(
    seed: Path,
    found: Counts,
    keys: tuple[str, ...] = KEYS,
    counts: tuple[str, ...] = COUNTS,
) -> None:
    """Write the counts down, sorted, so that a difference is a difference of lines."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*keys, *counts))
    writer.writerows((*key, *values) for key, values in sorted(found.items()))
    seed.write_text(text.getvalue(), encoding="utf-8")


def difference(before: Counts, after: Counts) -> list[str]:
    """Say what changed, a line each."""
    return [
        f"{' '.join(filter(None, key))}: {_told(before.get(key))} → {_told(after.get(key))}"
        for key in sorted({*before, *after})
        if before.get(key) != after.get(key)
    ]


def _told(values: tuple[str, ...] | None) -> str:
    if not values:
        return "missing"
    row_count, *further = values
    return f"{row_count} rows" + (f" ({further[0]} additive, sum {further[1]})" if further else "")
