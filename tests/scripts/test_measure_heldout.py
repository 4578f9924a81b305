"""The sets of annotations can be scored, and their figures come to stand on the page."""

import csv

import pytest

from loaders.errors import WarehouseError
from loaders.gold import read_gold
from loaders.scores import ATTRIBUTES, MeasureQuality
from scripts.measure_heldout import (
    CHECKOUT,
    CONSTRUCTIONS,
    EVALUATION,
    PAGE,
    SETS,
    SHIPPED,
    SHIPPED_DOCUMENTS,
    Scored,
    read_constructions,
    score_constructions,
    table_of_constructions,
    table_of_sets,
    with_figures,
)

FILE = "a.txt"


def lines_of_all_documents() -> dict[str, list[str]]:
    folders = [SHIPPED_DOCUMENTS, *(EVALUATION / name / "documents" for name in SETS)]
    return {
        path.name: path.read_text(encoding="utf-8").split("\n")
        for folder in folders
        for path in (CHECKOUT / folder).glob("*.txt")
    }


def figure(*, gold: int, f1: float | None) -> MeasureQuality:
    accuracies = (None, *(0.5 for _ in ATTRIBUTES[1:]))
    return MeasureQuality("all", (gold, 2), (1.0, 0.25, f1, 0.0), accuracies)


@pytest.mark.parametrize("name", SETS)
def test_every_set_can_be_scored(name: str) -> None:
    gold = read_gold(CHECKOUT / EVALUATION / name, lines_of_all_documents())
    assert gold.rows["gold_annotation"]
    assert gold.rows["gold_county_code"]


def test_other_sections_are_other_than_the_shipped_ones() -> None:
    other = read_gold(CHECKOUT / EVALUATION / "other_sections", lines_of_all_documents())
    with (CHECKOUT / "seeds" / "gold" / "gold_scope.csv").open(encoding="utf-8") as file:
        shipped = {
            (row["source_file"], line)
            for row in csv.DictReader(file)
            for line in range(int(row["first_line"]), int(row["last_line"]) + 1)
        }
    annotated = {(row[1], row[2]) for row in other.rows["gold_annotation"]}
    assert not annotated & shipped


@pytest.mark.parametrize("name", CONSTRUCTIONS)
def test_every_annotated_sentence_has_a_construction(name: str) -> None:
    folder = CHECKOUT / EVALUATION / name
    gold = read_gold(folder, lines_of_all_documents())
    constructions = read_constructions(folder / "construction.csv")
    annotated = {(row[1], row[2]) for row in gold.rows["gold_annotation"]}
    assert not annotated - set(constructions)


def test_constructions_are_scored_apart() -> None:
    scored = score_constructions(
        {(FILE, 1): "Bounds", (FILE, 2): "Places", (FILE, 3): "Periods", (FILE, 4): "Bounds"},
        gold=[(FILE, 1), (FILE, 1), (FILE, 2)],
        found=[(FILE, 1), (FILE, 2), (FILE, 2), (FILE, 4)],
        matched=[((FILE, 1), True), ((FILE, 2), False)],
    )
    assert scored == {
        "Bounds": Scored(gold=2, found=2, matched=1, exact=1),
        "Places": Scored(gold=1, found=2, matched=1, exact=0),
        "Periods": Scored(gold=0, found=0, matched=0, exact=0),
    }
    assert (scored["Bounds"].f1, scored["Bounds"].strict_f1) == (0.5, 0.5)
    assert scored["Places"].f1 == pytest.approx(2 / 3)
    assert scored["Places"].strict_f1 == 0
    assert scored["Periods"].f1 is None


def test_what_is_found_in_a_title_is_not_lost() -> None:
    scored = score_constructions({(FILE, 2): "Bounds"}, gold=[], found=[(FILE, 1)], matched=[])
    assert scored["none of these"] == Scored(gold=0, found=1, matched=0, exact=0)


def test_sets_stand_side_by_side() -> None:
    table = table_of_sets({SHIPPED: figure(gold=3, f1=0.4), "mine": figure(gold=0, f1=None)})
    lines = table.splitlines()
    assert lines[:4] == [
        "|  | shipped | `mine` |",
        "| --- | ---: | ---: |",
        "| annotated numbers | 3 | 0 |",
        "| facts found | 2 | 2 |",
    ]
    assert "| **F1** | 0.400 | – |" in lines
    assert "| value | – | – |" in lines
    assert "| recipient count | 0.500 | 0.500 |" in lines


def test_constructions_stand_one_below_the_other() -> None:
    scored = {"Bounds": Scored(gold=2, found=2, matched=2, exact=1), "Places": Scored(0, 0, 0, 0)}
    assert table_of_constructions(scored) == (
        "| construction | annotated | found | F1 | strict F1 |\n"
        "| --- | ---: | ---: | ---: | ---: |\n"
        "| Bounds | 2 | 2 | 1.000 | 0.500 |\n"
        "| Places | 0 | 0 | – | – |\n"
    )


def test_new_figures_replace_the_old_ones_on_the_page() -> None:
    page = (CHECKOUT / PAGE).read_text(encoding="utf-8")
    once = with_figures(page, "| new |\n")
    assert once.count("| new |") == 1
    assert with_figures(once, "| newer |\n") == once.replace("| new |", "| newer |")
    assert once.startswith(page.partition("<!--")[0])


def test_a_page_without_marks_is_left_alone() -> None:
    with pytest.raises(WarehouseError, match="lacks the marks"):
        with_figures("# Title\n", "| new |\n")
