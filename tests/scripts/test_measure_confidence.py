"""What margins say of facts is counted in other documents, and drawn with its interval."""

import pytest

from scripts.measure_confidence import (
    PAGE,
    Fact,
    Share,
    confidences,
    diagram,
    margin_bin,
    reliability,
    scored_series,
    shares,
    threshold,
)
from scripts.measure_heldout import CHECKOUT, with_figures

CELL = ("period", "0 to 1")


def fact(document: str, *, is_right: bool) -> Fact:
    return Fact("mine", document, is_right, {CELL: is_right})


@pytest.mark.parametrize(
    ("count", "is_weighted", "margin", "expected"),
    [
        (0, True, None, "nothing found"),
        (1, False, None, "no weights"),
        (2, False, 3.0, "no weights"),
        (1, True, 0.0, "0 to 1"),
        (1, True, 1.0, "1 to 2"),
        (1, True, 3.9, "3 to 4"),
        (1, True, 4.0, "4 up"),
    ],
)
def test_margins_fall_into_bins(
    count: int, *, is_weighted: bool, margin: float | None, expected: str
) -> None:
    assert margin_bin(count, is_weighted=is_weighted, margin=margin) == expected


def test_wilson_interval_of_a_known_share() -> None:
    low, high = Share(8, 10).interval
    assert low == pytest.approx(0.490, abs=1e-3)
    assert high == pytest.approx(0.943, abs=1e-3)
    assert Share(10, 10).interval[1] == pytest.approx(1)


def test_what_nobody_annotated_is_not_judged() -> None:
    unknown = Fact("mine", "a.txt", is_right=False, attributes={CELL: None})
    assert shares([unknown, fact("a.txt", is_right=True)]) == {CELL: Share(1, 1)}


def test_a_document_says_nothing_of_its_own_confidence() -> None:
    facts = [fact("a.txt", is_right=False), *[fact("b.txt", is_right=True)] * 2]
    _, whole = scored_series(confidences(facts)).values()
    # a.txt is told by the two right ones of b.txt, b.txt by the wrong one of a.txt.
    assert whole == [(0.75, False), (pytest.approx(1 / 3), True), (pytest.approx(1 / 3), True)]


def test_the_threshold_keeps_equal_confidences_together() -> None:
    scored = [(0.9, True), (0.8, True), (0.8, False), (0.1, False)]
    assert threshold(scored) == (0.9, Share(1, 1))
    assert threshold([(0.9, False)]) is None


def test_five_bins_of_equal_size_are_drawn() -> None:
    scored = [(1 - number / 10, number < 5) for number in range(10)]
    bins = reliability(scored)
    assert [share.count for _, share in bins] == [2] * 5
    assert [share.right for _, share in bins] == [2, 2, 1, 0, 0]
    assert diagram({"one": scored, "other": scored}).count("<circle") == 10


def test_figures_have_a_place_on_the_page() -> None:
    page = (CHECKOUT / PAGE).read_text(encoding="utf-8")
    assert with_figures(page, "| new |\n").count("| new |") == 1
