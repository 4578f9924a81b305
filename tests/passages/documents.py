"""Documents of grown passages, in the forms that documents have."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from tests.passages.grammar import grow, mutated
from tests.passages.numerals import amount, numeral

_PASSAGES_OF_A_DOCUMENT = 25
_NUMBER = re.compile(r"[0-9][0-9,.]*")


def write_documents(
    folder: Path, passage_count: int, seed: int, sentences: Sequence[str]
) -> list[Path]:
    """Write documents with so many passages in all; the same seed, the same documents.

    The sentences are real ones, of which some passages are made by putting other numbers in.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for number, first in enumerate(range(0, passage_count, _PASSAGES_OF_A_DOCUMENT)):
        # Each document by itself: it can be grown again without those before it.
        chance = Random(f"{seed} {number}")
        count = min(_PASSAGES_OF_A_DOCUMENT, passage_count - first)
        file = folder / f"grown_{seed}_{number:04}.txt"
        file.write_text("\n".join(_document(chance, count, sentences)) + "\n", encoding="utf-8")
        files.append(file)
    return files


def _document(chance: Random, count: int, sentences: Sequence[str]) -> Iterator[str]:
    form = chance.choice(
        ("plain", "plain", "dateless", "yearbook", "briefing", "wrapped", "unbroken")
    )
    if form == "plain":
        yield f"Report on Poverty Alleviation of {grow('place', chance)}, {grow('YEAR', chance)}"
    elif form == "yearbook":
        yield f"Yearbook of Poverty Alleviation {grow('YEAR', chance)}"
    elif form == "briefing":
        yield "Poverty Reduction Briefing"
        yield f"{grow('YEAR', chance)}. No. {grow('SMALL', chance)}({grow('date', chance)})"
    if form == "unbroken":
        yield " ".join(_passage(chance, sentences) for _ in range(count)).replace("\n", " ")
        return
    for index in range(count):
        passage = _passage(chance, sentences)
        if form == "yearbook" and index % 6 == 0:
            yield f"    Poverty Alleviation by {grow('agency', chance)}"
            yield f"    【Overview】{passage}"
        elif form == "yearbook":
            yield f"    {passage}"
        elif form == "briefing":
            yield passage
            yield f"Source: {grow('agency', chance)} {grow('date', chance)}"
            yield ""
        elif form == "wrapped":
            yield from _wrapped(passage)
        else:
            yield passage


def _passage(chance: Random, sentences: Sequence[str]) -> str:
    if sentences and chance.random() < 0.2:
        other = chance.choice((numeral, amount))
        text = _NUMBER.sub(
            lambda found: other(chance) if chance.random() < 0.5 else found[0],
            chance.choice(sentences),
        )
    else:
        text = grow("passage", chance)
    return mutated(text, chance) if chance.random() < 0.25 else text


def _wrapped(text: str, width: int = 72) -> Iterator[str]:
    for start in range(0, max(len(text), 1), width):
        yield text[start : start + width]
