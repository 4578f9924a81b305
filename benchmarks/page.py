"""Write the results of the benchmark into docs/benchmark.md."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.growth import FLOOR_SECONDS, HIGHEST, growths
from benchmarks.warehouse import Size

PAGE = Path("docs", "benchmark.md")
_RESULTS = re.compile(r"(?<=<!-- results -->\n).*(?=<!-- end of results -->)", re.DOTALL)
_SHOWN = 15


def write_page(results: Mapping[str, Any], sizes: Sequence[Size]) -> None:
    """Put the tables in the place of the earlier ones."""
    lines = "\n".join(_lines(results, sizes))
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(_RESULTS.sub(lambda _: f"\n{lines}\n\n", page), encoding="utf-8")


def rate(size: Size) -> float:
    """Return how many megabytes are loaded and read by all models in a second, without tests."""
    return size.text_bytes / 1e6 / (size.load_seconds + size.models_seconds)


def _lines(results: Mapping[str, Any], sizes: Sequence[Size]) -> Iterator[str]:
    yield f"Measured on {results['cores']} cores."
    yield ""
    yield "![Megabytes a second by size of the text](images/benchmark.svg)"
    yield ""
    yield "| copies | text | batches | load | build | of it models | publish | MB/s |"
    yield "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for size in sizes:
        yield (
            f"| {size.copies} | {size.text_bytes / 1e6:.2f} MB | {size.batch_count} |"
            f" {size.load_seconds:.0f} s | {size.build_seconds:.0f} s |"
            f" {size.models_seconds:.0f} s | {size.publish_seconds:.0f} s | {rate(size):.3f} |"
        )
    yield ""
    yield "| copies | memory | build file | published file | published ÷ text |"
    yield "| ---: | ---: | ---: | ---: | ---: |"
    for size in sizes:
        yield (
            f"| {size.copies} | {size.peak_bytes / 1e9:.1f} GB | {size.build_bytes / 1e6:.0f} MB |"
            f" {size.published_bytes / 1e6:.0f} MB |"
            f" {size.published_bytes / size.text_bytes:.0f} |"
        )
    yield ""
    yield "| others, on the same machine | text | MB/s | warehouse at its largest |"
    yield "| --- | ---: | ---: | ---: |"
    largest = sizes[-1]
    for name, taken in results["others"].items():
        other = taken["bytes"] / 1e6 / taken["seconds"]
        yield (
            f"| {name} | {taken['bytes'] / 1e6:.2f} MB | {other:.3f} |"
            f" {rate(largest) / other:.3g} times |"
        )
    yield ""
    yield (
        f"As many tables of one row as the project has models, {results['model_count']}, take dbt"
        f" {results['dbt_floor_seconds']:.0f} s."
    )
    yield ""
    found = growths(sizes, results["dbt_floor_seconds"] / results["model_count"])
    yield f"The steepest of {len(found)} models and steps; the check fails above {HIGHEST}:"
    yield ""
    yield "| model | from | to | exponent |"
    yield "| --- | ---: | ---: | ---: |"
    for growth in found[:_SHOWN]:
        yield (
            f"| `{growth.model}` | ×{growth.copies[0]}: {growth.seconds[0]:.1f} s |"
            f" ×{growth.copies[1]}: {growth.seconds[1]:.1f} s | {growth.exponent:.2f} |"
        )
    yield ""
    yield f"Models that take less than {FLOOR_SECONDS:g} s at the larger size are left out."
    if len(sizes) > 1:
        yield ""
        yield _larger(sizes)


def _larger(sizes: Sequence[Size]) -> str:
    """Work out ten times the largest size from what the last step added."""
    before, last = sizes[-2:]
    text = last.text_bytes - before.text_bytes
    seconds = (
        last.load_seconds + last.build_seconds - before.load_seconds - before.build_seconds
    ) / text
    disk = (last.published_bytes - before.published_bytes) / text
    more = 9 * last.text_bytes
    total = last.load_seconds + last.build_seconds + seconds * more
    return (
        f"Worked out, not run: {10 * last.copies} copies, {10 * last.text_bytes / 1e6:.0f} MB,"
        f" would take {total / 60:.0f} min with all tests and a published file of"
        f" {(last.published_bytes + disk * more) / 1e9:.1f} GB, if each further byte costs what it"
        f" cost between {before.copies} and {last.copies} copies."
    )
