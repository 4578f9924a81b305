"""Compare what a passage should give with what came."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.sentences.found import Found, Row, Warehouse, place_name
from tests.sentences.passages import Expected, Passage

# Which fact of the warehouse is which of the passage, by the quote of the latter.
Matches = Mapping[str, Found]


def differences(passage: Passage, warehouse: Warehouse) -> list[str]:
    """Say in a line each what differs; nothing if all is as expected."""
    found = warehouse.facts[passage.file_name]
    matches = _matches(passage, found)
    told = [
        line
        for expected in passage.facts or ()
        for line in _of_fact(expected, matches, list(passage.facts or ()))
    ]
    unexpected = [fact for fact in found if fact not in matches.values()]
    if passage.facts is not None:
        told += [f"{fact.text}: no fact expected, came {fact.measure}" for fact in unexpected]
    told += _of_numbers(passage, unexpected, warehouse.numbers[passage.file_name])
    document = warehouse.documents[passage.file_name]
    told += [
        f"document: {name} expected {expected}, came {_written(document.get(name))}"
        for name, expected in passage.document.items()
        if _written(document.get(name)) != str(expected)
    ]
    return told


def _matches(passage: Passage, found: list[Found]) -> dict[str, Found]:
    """Give each expected fact the first of the facts in its words that is not taken yet."""
    matches: dict[str, Found] = {}
    for expected in passage.facts or ():
        span = passage.span(expected.quote)
        for fact in sorted(found, key=lambda fact: fact.start):
            is_taken = any(fact is other for other in matches.values())
            if fact.measure == expected.measure and fact.overlaps(span) and not is_taken:
                matches[expected.quote] = fact
                break
    return matches


def _of_fact(expected: Expected, matches: Matches, all_expected: list[Expected]) -> list[str]:
    fact = matches.get(expected.quote)
    if fact is None:
        return [f"{expected.quote}: expected {expected.measure}, came nothing"]
    told = []
    for name, value in expected.attributes.items():
        is_right, came = (
            _statement(expected, matches, all_expected)
            if name == "statement"
            else _SPECIAL.get(name, _column(name))(value, fact, matches)
        )
        if not is_right:
            told.append(f"{expected.quote}: {name} expected {value}, came {came}")
    return told


def _of_numbers(passage: Passage, unexpected: list[Found], numbers: list[Row]) -> list[str]:
    """Look at numbers that state no fact: they stand in the ledger, under their kind."""
    told = []
    for quote in (*passage.not_facts, *passage.kinds):
        line, start, end = passage.span(quote)
        here = [
            row["kind"]
            for row in numbers
            if row["source_line"] == line
            and row["mention_start"] < end
            and start < row["mention_end"]
        ]
        kind = passage.kinds.get(quote)
        if not here:
            told.append(f"{quote}: expected in the ledger, came nothing")
        elif kind is not None and here != [kind]:
            told.append(f"{quote}: kind expected {kind}, came {', '.join(here)}")
        elif passage.facts is None:
            told += [
                f"{quote}: no fact expected, came {fact.measure}"
                for fact in unexpected
                if fact.overlaps((line, start, end))
            ]
    return told


Verdict = tuple[bool, str]


def _column(name: str) -> Callable[[Any, Found, Matches], Verdict]:
    def verdict(value: Any, fact: Found, _matches: Matches) -> Verdict:
        if name not in fact.columns:
            return False, "no such column"
        came = fact.columns[name]
        if isinstance(value, int | float) and came is not None:
            return float(value) == float(came), _written(came)
        return str(value) == _written(came), _written(came)

    return verdict


def _counties(value: list[str], fact: Found, _matches: Matches) -> Verdict:
    came = [{place_name(name) for name in names} for names in fact.counties]
    wanted = sorted(place_name(name) for name in value)
    is_right = len(came) == len(wanted) and all(
        any(name in names for names in came) for name in wanted
    )
    return is_right, _list_of(names[0] for names in fact.counties)


def _provinces(value: list[str], fact: Found, _matches: Matches) -> Verdict:
    return sorted(value) == sorted(fact.provinces), _list_of(fact.provinces)


def _period(value: str, fact: Found, _matches: Matches) -> Verdict:
    first, last = (fact.columns[f"period_{end}_year"] for end in ("start", "end"))
    if first is None and last is None:
        came = "none"
    elif first == last:
        came = str(last)
    else:
        came = "-".join("" if year is None else str(year) for year in (first, last))
    return value == came, came


def _funder(value: str, fact: Found, _matches: Matches) -> Verdict:
    came = fact.funders or ("none",)
    return _bare(value) in {_bare(name) for name in came}, came[0]


def _reporter(value: str, fact: Found, _matches: Matches) -> Verdict:
    return value == fact.reporter, fact.reporter


def _related(column: str) -> Callable[[Any, Found, Matches], Verdict]:
    """Compare a key that leads to another fact with the words of that fact."""

    def verdict(value: str, fact: Found, matches: Matches) -> Verdict:
        if column not in fact.columns:
            return False, "no such column"
        key = fact.columns[column]
        quotes = [quote for quote, other in matches.items() if other.key == key]
        came = "none" if key is None else " / ".join(quotes) or "a number not expected"
        return (value == came if key is None else value in quotes), came

    return verdict


def _statement(expected: Expected, matches: Matches, all_expected: list[Expected]) -> Verdict:
    """Numbers with one label are of one training statement, others are not."""
    key = matches[expected.quote].columns["statement_key"]
    label = expected.attributes["statement"]
    for other in all_expected:
        if other.quote in matches and "statement" in other.attributes:
            is_same = matches[other.quote].columns["statement_key"] == key
            if is_same != (other.attributes["statement"] == label):
                return False, f"{'one' if is_same else 'not one'} with {other.quote}"
    return True, str(label)


def _bare(name: str) -> str:
    return name.lower().removeprefix("the ").strip()


def _list_of(names: Any) -> str:
    return str(sorted(names))


def _written(value: Any) -> str:
    if value is None:
        return "none"
    if isinstance(value, bool):
        return str(value)
    return f"{value.normalize():f}" if hasattr(value, "normalize") else str(value)


_SPECIAL: Mapping[str, Callable[[Any, Found, Matches], Verdict]] = {
    "value_bound": _column("count_bound"),
    "counties": _counties,
    "provinces": _provinces,
    "period": _period,
    "funder": _funder,
    "reporter": _reporter,
    "part_of": _related("parent_key"),
    "restates": _related("restates_key"),
    "contained_in": _related("contained_in_key"),
}
