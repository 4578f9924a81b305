"""Copies of the project's documents that say other things: other numbers, other counties."""

import csv
import random
import re
from collections.abc import Mapping
from pathlib import Path

DOCUMENTS = Path("data", "documents")
_COUNTIES = Path("seeds", "place", "place_county_state.csv")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NUMBER = re.compile(r"\d+")
_COUNTY = re.compile(r"\b[A-Z][a-z']+ (?:County|District|City|Banner)\b")


def write_copies(count: int, folder: Path) -> int:
    """Write the documents so many times, the first time as they are; return the size in bytes."""
    folder.mkdir(parents=True)
    counties = _other_counties()
    size = 0
    for number in range(count):
        for document in sorted(DOCUMENTS.glob("*.txt")):
            text = document.read_text(encoding="utf-8")
            copy = folder / f"{document.stem}_{number:03d}.txt"
            size += copy.write_bytes(changed(text, number, counties).encode())
    return size


def changed(text: str, number: int, counties: Mapping[str, list[str]]) -> str:
    """Change every number but years, and every county; the same each time."""
    if number == 0:
        return text
    chance = random.Random(number)

    def other_number(match: re.Match[str]) -> str:
        if _YEAR.fullmatch(match[0]):
            return match[0]
        return "".join("0" if digit == "0" else chance.choice("123456789") for digit in match[0])

    def other_county(match: re.Match[str]) -> str:
        names = counties.get(match[0])
        return match[0] if names is None else names[number % len(names)]

    return _COUNTY.sub(other_county, _NUMBER.sub(other_number, text))


def _other_counties() -> dict[str, list[str]]:
    """For each county those of its type, from itself on."""
    by_type: dict[str, list[str]] = {}
    with _COUNTIES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if not row["valid_to"] and _COUNTY.fullmatch(row["county_name"]):
                by_type.setdefault(row["county_type"], []).append(row["county_name"])
    return {
        name: names[place:] + names[:place]
        for names in (list(dict.fromkeys(names)) for names in by_type.values())
        for place, name in enumerate(names)
    }
