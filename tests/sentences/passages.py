"""Passages and what a careful reader finds in them, as the files beside this one hold them."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
KNOWN_FAILING = FOLDER / "known_failing.toml"
MEASURES = ("funds", "people_lifted", "training_sessions", "training_participants")
# What holds where a passage does not say otherwise.
_ATTRIBUTES = {"status": "actual", "value_bound": "exact", "part_of": "none"}
_ATTRIBUTES_OF_FUNDS = _ATTRIBUTES | {"is_stock": False, "recipient_count": "none"}
_KEYS = {"title", "text", "facts", "not", "ledger", "document"}
_PARAGRAPHS = re.compile(r"\n\s*\n")


class PassageError(Exception):
    """A passage that is not written as docs/passages.md says."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A fact that the passage states: the words that state it, and attributes that matter."""

    measure: str
    quote: str
    attributes: Mapping[str, Any]


@dataclass(frozen=True)
class Passage:
    """A small document, and what should come of it.

    Where `facts` is None, only what else is given is looked at.
    """

    name: str
    title: str
    text: str
    facts: list[Expected] | None
    not_facts: list[str]
    kinds: Mapping[str, str]
    document: Mapping[str, Any]

    @property
    def file_name(self) -> str:
        return f"{self.name.replace('/', '.')}.txt"

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the document: each paragraph is one, with an empty line between two."""
        paragraphs = [*self.title.splitlines(), *_PARAGRAPHS.split(self.text)]
        joined = (" ".join(paragraph.split()) for paragraph in paragraphs)
        return [line for paragraph in joined if paragraph for line in (paragraph, "")]

    def span(self, quote: str) -> tuple[int, int, int]:
        """Say where a quote stands: line from 1, first character, end.

        It begins and ends where words and numbers do: "2 million" does not stand in "1.2 million".
        """
        pattern = re.compile(rf"(?<![\w.,]){re.escape(quote)}(?!\w)")
        spans = [
            (number, *found.span())
            for number, line in enumerate(self.lines, 1)
            for found in pattern.finditer(line)
        ]
        if len(spans) != 1:
            raise PassageError(
                f"{self.name}: {quote!r} has to stand in the passage once; lengthen or mend it"
            )
        return spans[0]


def read_passages() -> list[Passage]:
    """Read the passages of all topics."""
    files = sorted(file for file in FOLDER.glob("*.toml") if file != KNOWN_FAILING)
    return [passage for file in files for passage in _passages_of(file)]


def read_known_failing(passages: list[Passage]) -> dict[str, str]:
    """Read which passages are known to fail, and why."""
    reasons: dict[str, str] = {}
    names = {passage.name for passage in passages}
    for reason, listed in _content_of(KNOWN_FAILING).items():
        for name in listed:
            if name not in names or name in reasons:
                raise PassageError(
                    f"{KNOWN_FAILING.name}: {name!r} is listed twice, or no passage bears this name"
                )
            reasons[name] = reason
    return reasons


def _passages_of(file: Path) -> Iterator[Passage]:
    content = _content_of(file)
    if "title" not in content:
        raise PassageError(f'{file.name}: begin with title = "...", the title of its documents')
    title = content.pop("title")
    for identifier, item in content.items():
        name = f"{file.stem}/{identifier}"
        if unknown := set(item) - _KEYS:
            raise PassageError(f"{name}: {', '.join(sorted(unknown))}: no such key")
        if "text" not in item:
            raise PassageError(f"{name}: the text is missing")
        facts = [_expected(name, fact) for fact in item["facts"]] if "facts" in item else None
        passage = Passage(
            name,
            item.get("title", title),
            item["text"],
            facts,
            item.get("not", []),
            item.get("ledger", {}),
            item.get("document", {}),
        )
        for quote in (*(fact.quote for fact in facts or ()), *passage.not_facts, *passage.kinds):
            passage.span(quote)
        yield passage


def _expected(name: str, fact: Mapping[str, Any]) -> Expected:
    measures = [measure for measure in MEASURES if measure in fact]
    if len(measures) != 1:
        raise PassageError(f"{name}: each fact names one of {', '.join(MEASURES)}: {dict(fact)}")
    usual = _ATTRIBUTES_OF_FUNDS if "funds" in fact else _ATTRIBUTES
    stated = {key: value for key, value in fact.items() if key not in MEASURES}
    return Expected(measures[0], fact[measures[0]], usual | stated)


def _content_of(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise PassageError(f"{file.name}: {error}") from error
