"""Measure how often a fact is right, by the margins of the decisions that made it.

The documents in data/documents and data/evaluation are built as for docs/heldout.md. Each attribute
of each fact on annotated lines falls into a bin of margins; the share of right ones in the bin, as
counted in all other documents, is what the margin says of it. A fact's confidence is the product
over its attributes. Tables and diagram are written into docs/confidence.md.

    python -m scripts.measure_confidence
"""

import os
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod, sqrt
from operator import itemgetter
from pathlib import Path

from loaders.database import opened
from loaders.errors import WarehouseError
from scripts.measure_heldout import (
    BUILD_FILE,
    CHECKOUT,
    SETS,
    SHIPPED,
    build,
    markdown_table,
    score,
    with_figures,
)

PAGE = Path("docs", "confidence.md")
DIAGRAM = Path("docs", "images", "reliability.svg")
WANTED = 0.95
BINS = 5
# Colour and height of the name of each series in the diagram.
LOOKS = (("#b35c00", 36), ("#1f5fa8", 56))
# Where the weights of the next candidate begin to count as far away, in the rules' units.
MARGINS = (1.0, 2.0, 3.0, 4.0)
_NOTHING, _UNWEIGHTED = "nothing found", "no weights"
# A kind is right if the number is annotated with that measure.
_JUDGED = """
    with attribute (name, verdict_name) as (
        values ('measure', 'measure'), ('status', 'status'), ('stock', 'stock'),
            ('instrument', 'instrument'), ('period', 'period'), ('county', 'counties'),
            ('province', 'provinces'), ('part_of', 'part_of')
    ),
    strict as (
        select found_key, bool_and(is_right) as is_right
        from intermediate.int_evaluation__attribute_verdict
        group by found_key
    )
    select
        fact.found_key,
        fact.source_file,
        coalesce(any_value(strict.is_right), false),
        attribute.name,
        case when attribute.name = 'measure' then any_value(strict.is_right) is not null
            else any_value(verdict.is_right) end,
        count(decided.value),
        count(decided.margin) = count(decided.value),
        min(decided.margin)
    from intermediate.int_evaluation__found_fact as fact
    cross join attribute
    left join strict on fact.found_key = strict.found_key
    left join intermediate.int_evaluation__attribute_verdict as verdict
        on fact.found_key = verdict.found_key and verdict.attribute_name = attribute.verdict_name
    left join marts.fct_attribute as decided
        on fact.mention_key = decided.mention_key and attribute.name = decided.attribute
    where fact.measure = 'funds' or attribute.name not in ('instrument', 'stock')
    group by fact.found_key, fact.source_file, attribute.name, fact.measure
    order by fact.found_key, attribute.name
"""

# An attribute and the bin of its margin.
Cell = tuple[str, str]
# Confidence and whether it is right, the most confident first.
Scored = list[tuple[float, bool]]


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact on an annotated line, and what is known of each of its attributes."""

    set_name: str
    document: str
    is_right: bool
    # None where nobody annotated the number, so that no attribute can be compared.
    attributes: Mapping[Cell, bool | None]


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some are right."""

    right: int
    count: int

    @property
    def rate(self) -> float:
        """Return the share that is right."""
        return self.right / self.count

    @property
    def interval(self) -> tuple[float, float]:
        """Return Wilson's interval, in which the true share lies 95 times of 100."""
        z = 1.96
        scale = 1 + z * z / self.count
        middle = (self.rate + z * z / (2 * self.count)) / scale
        spread = self.rate * (1 - self.rate) / self.count + (z / (2 * self.count)) ** 2
        half = z * sqrt(spread) / scale
        return middle - half, middle + half


def margin_bin(count: int, *, is_weighted: bool, margin: float | None) -> str:
    """Name the bin of an attribute by the smallest margin of its values."""
    if not count:
        return _NOTHING
    if not is_weighted or margin is None:
        return _UNWEIGHTED
    edges = (0.0, *MARGINS)
    number = bisect_right(MARGINS, margin)
    return f"{edges[number]:g} to {MARGINS[number]:g}" if number < BINS - 1 else f"{edges[-1]:g} up"


def shares(facts: Iterable[Fact]) -> dict[Cell, Share]:
    """Count the right ones among the attributes that can be judged, in each cell."""
    counts: defaultdict[Cell, Counter[bool]] = defaultdict(Counter)
    for fact in facts:
        for cell, is_right in fact.attributes.items():
            if is_right is not None:
                counts[cell][is_right] += 1
    return {cell: Share(count[True], count.total()) for cell, count in sorted(counts.items())}


def confidences(facts: Iterable[Fact]) -> list[tuple[Fact, dict[Cell, float]]]:
    """Give each attribute of each fact the confidence that all other documents give it."""
    by_document: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_document[fact.document].append(fact)
    found = []
    for document, own in by_document.items():
        others = (fact for name, of in by_document.items() if name != document for fact in of)
        known = shares(others)
        for fact in own:
            # One more right and one more wrong, so that no cell is ever certain.
            factors = {
                cell: (share.right + 1) / (share.count + 2)
                for cell in fact.attributes
                for share in [known.get(cell, Share(0, 0))]
            }
            found.append((fact, factors))
    return found


def scored_series(confident: Iterable[tuple[Fact, dict[Cell, float]]]) -> dict[str, Scored]:
    """Return the confidences of single attributes, and of facts with all attributes."""
    attributes, whole = [], []
    for fact, factors in confident:
        whole.append((prod(factors.values()), fact.is_right))
        attributes += [
            (factors[cell], is_right)
            for cell, is_right in fact.attributes.items()
            if is_right is not None
        ]
    attributes.sort(key=itemgetter(0), reverse=True)
    whole.sort(key=itemgetter(0), reverse=True)
    return {"attributes": attributes, "facts with all that is said of them": whole}


def threshold(scored: Scored) -> tuple[float, Share] | None:
    """Return the lowest confidence from which on enough are right; None if there is none.

    Those of one confidence stay together.
    """
    best = None
    right = 0
    for number, (confidence, is_right) in enumerate(scored, start=1):
        right += is_right
        is_last = number == len(scored) or scored[number][0] < confidence
        if is_last and right >= WANTED * number:
            best = confidence, Share(right, number)
    return best


def reliability(scored: Scored) -> list[tuple[float, Share]]:
    """Return the mean confidence and the share that is right of five bins of equal size."""
    edges = [len(scored) * number // BINS for number in range(BINS + 1)]
    groups = [scored[first:last] for first, last in pairwise(edges)]
    return [
        (
            sum(confidence for confidence, _ in group) / len(group),
            Share(sum(is_right for _, is_right in group), len(group)),
        )
        for group in groups
    ]


def diagram(series: Mapping[str, Scored]) -> str:
    """Draw stated confidence against the share that is right."""

    def x(rate: float) -> str:
        return f"{60 + 320 * rate:.1f}"

    def y(rate: float) -> str:
        return f"{340 - 320 * rate:.1f}"

    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img"'
        ' font-family="sans-serif" font-size="13">',
        "<title>Confidence of facts and the share of them that is right</title>",
        '<rect width="400" height="400" fill="#ffffff"/>',
    ]
    for tenth in range(0, 11, 2):
        rate = tenth / 10
        parts += [
            f'<path d="M{x(0)} {y(rate)}H{x(1)}M{x(rate)} {y(0)}V{y(1)}" stroke="#dddddd"/>',
            f'<text x="{x(rate)}" y="360" text-anchor="middle">{rate:.1f}</text>',
            f'<text x="50" y="{y(rate - 0.014)}" text-anchor="end">{rate:.1f}</text>',
        ]
    parts.append(f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" stroke="#888888" stroke-dasharray="5"/>')
    for (name, scored), (colour, height) in zip(series.items(), LOOKS, strict=True):
        parts.append(f'<text x="70" y="{height}" fill="{colour}">\u25cf {name}</text>')
        for confidence, share in reliability(scored):
            low, high = share.interval
            parts += [
                f'<path d="M{x(confidence)} {y(low)}V{y(high)}" stroke="{colour}"'
                ' stroke-width="2"/>',
                f'<circle cx="{x(confidence)}" cy="{y(share.rate)}" r="4" fill="{colour}"/>',
            ]
    parts += [
        '<text x="220" y="385" text-anchor="middle">confidence</text>',
        '<text transform="translate(16 180) rotate(-90)" text-anchor="middle">share right</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def figures(confident: Sequence[tuple[Fact, dict[Cell, float]]]) -> str:
    """Write the tables of the page."""
    parts = []
    for name, scored in scored_series(confident).items():
        rows = [["confidence", "judged", "right", "share", "95 % interval"]]
        rows += [[f"{confidence:.3f}", *_cells(share)] for confidence, share in reliability(scored)]
        parts.append(f"**{name.capitalize()}**:\n\n{_ruled(rows)}\n{_told(name, scored)}\n\n")
    sets: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
    for fact, factors in confident:
        sets[fact.set_name].append((prod(factors.values()), fact.is_right))
    rows = [["set", "confidence", "facts", "right", "share", "95 % interval"]]
    for name, of_set in sets.items():
        mean = sum(confidence for confidence, _ in of_set) / len(of_set)
        share = Share(sum(is_right for _, is_right in of_set), len(of_set))
        rows.append([name, f"{mean:.3f}", *_cells(share)])
    parts.append(f"Facts by set of annotations:\n\n{_ruled(rows)}\n")
    rows = [["attribute", "margin", "judged", "right", "share", "95 % interval"]]
    rows += [[*cell, *_cells(share)] for cell, share in shares(f for f, _ in confident).items()]
    return f"{''.join(parts)}By attribute and margin:\n\n{_ruled(rows)}"


def _told(name: str, scored: Scored) -> str:
    best = threshold(scored)
    if best is None:
        return f"No confidence is reached from which on {WANTED:.0%} of the {name} are right."
    confidence, share = best
    return (
        f"From a confidence of {confidence:.3f} on, {share.rate:.1%} of the {name} are right:"
        f" {share.count} of {len(scored)} ({share.count / len(scored):.1%})."
    )


def _cells(share: Share) -> list[str]:
    low, high = share.interval
    return [str(share.count), str(share.right), f"{share.rate:.3f}", f"{low:.3f} to {high:.3f}"]


def _ruled(rows: Sequence[list[str]]) -> str:
    rule = ["---" if not cell[:1].isdigit() else "---:" for cell in rows[1]]
    return markdown_table([rows[0], rule, *rows[1:]])


def judged_facts(set_name: str) -> list[Fact]:
    """Read the facts on the lines of the set that was scored last."""
    with opened(BUILD_FILE, read_only=True) as connection:
        rows = connection.execute(_JUDGED).fetchall()
    found: dict[str, Fact] = {}
    for key, document, strict, attribute, is_right, count, is_weighted, margin in rows:
        fact = found.setdefault(key, Fact(set_name, document, strict, {}))
        cell = attribute, margin_bin(count, is_weighted=is_weighted, margin=margin)
        found[key] = Fact(set_name, document, strict, {**fact.attributes, cell: is_right})
    return list(found.values())


def main() -> int:
    """Build, score every set, write the diagram, and the figures into the page."""
    os.chdir(CHECKOUT)
    try:
        build()
        facts = []
        for name in (SHIPPED, *SETS):
            score(name)
            facts += judged_facts(name)
        page = PAGE.read_text(encoding="utf-8")
        confident = confidences(facts)
        tables = figures(confident)
        PAGE.write_text(with_figures(page, tables), encoding="utf-8")
        DIAGRAM.write_text(diagram(scored_series(confident)), encoding="utf-8")
    except WarehouseError as error:
        sys.exit(f"Error: {error}")
    print(f"\n{tables}\nWritten to {PAGE}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
