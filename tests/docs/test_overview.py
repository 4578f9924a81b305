"""What the overviews say of tables, keys and warnings is what dbt knows of them.

They are compared with the manifest in the folder that DBT_TARGET_PATH names.
"""

import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from scripts.refresh_snippets import CHECKOUT

_OVERVIEW = CHECKOUT / "docs" / "README.md"
_PREFIX = "model.poverty_alleviation_warehouse."
_EDGE = re.compile(r"^ {4}(\w+) ([}|]o--[|o]\|) (\w+) : (\w+)$", re.MULTILINE)
_COLUMN = re.compile(r"^ {8}\w+ (\w+)(?: PK)?$", re.MULTILINE)
# Facts that the diagram does not draw, and the columns in which they differ from the drawn one.
_DRAWN = "fct_funds_allocated"
_LIKE_IT = {
    "fct_people_lifted": {"funds_key": ["lifted_key"], "parent_funds_key": ["parent_lifted_key"]},
    "fct_trainings_held": {
        "funds_key": ["training_key"],
        "parent_funds_key": ["sessions_parent_key", "participants_parent_key"],
    },
}
Edge = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def nodes() -> dict[str, dict[str, Any]]:
    folder = os.environ.get("DBT_TARGET_PATH")
    if folder is None:
        pytest.skip("DBT_TARGET_PATH does not name a folder with dbt's manifest")
    manifest = Path(CHECKOUT, folder, "manifest.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = json.loads(manifest)["nodes"]
    return found


@pytest.fixture(scope="module")
def models(nodes: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {
        node["name"]: node
        for node in nodes.values()
        if node["resource_type"] == "model" and node["schema"] == "marts"
    }


@pytest.fixture(scope="module")
def edges(nodes: dict[str, dict[str, Any]]) -> set[Edge]:
    """The references between public tables that are tested, reports apart."""
    tests = [node for node in nodes.values() if node.get("attached_node")]
    of_columns = {
        (test["test_metadata"]["name"], test["attached_node"], test["column_name"])
        for test in tests
    }
    found = set()
    for test in tests:
        child, column = test["attached_node"], test["column_name"]
        if test["test_metadata"]["name"] != "relationships":
            continue
        (parent,) = set(test["depends_on"]["nodes"]) - {child} or {child}
        if not all(nodes[table]["schema"] == "marts" for table in (child, parent)):
            continue
        constraints = nodes[child]["columns"][column]["constraints"]
        many = "|o" if ("unique", child, column) in of_columns else "}o"
        one = "||" if any(rule["type"] == "not_null" for rule in constraints) else "o|"
        names = child.removeprefix(_PREFIX), parent.removeprefix(_PREFIX)
        found.add((names[0], f"{many}--{one}", names[1], column))
    return {edge for edge in found if not edge[0].startswith("rpt_")}


def test_diagrams_draw_every_reference(edges: set[Edge]) -> None:
    drawn = set(_EDGE.findall(_OVERVIEW.read_text(encoding="utf-8")))
    by_name = {edge for edge in drawn if edge[3] == "fact_key"}
    expected = set(drawn - by_name)
    for fact, columns in _LIKE_IT.items():
        for child, ends, parent, column in drawn - by_name:
            if child == _DRAWN and column != "funder_agency_key":
                expected |= {
                    (fact, ends, fact if parent == _DRAWN else parent, other)
                    for other in columns.get(column, [column])
                }
    assert edges == expected


def test_tables_of_facts_of_any_kind_are_drawn_beside_the_fact(
    models: dict[str, dict[str, Any]],
) -> None:
    drawn = _EDGE.findall(_OVERVIEW.read_text(encoding="utf-8"))
    named = {
        name
        for name, model in models.items()
        if {"fact_table", "fact_key"} <= set(model["columns"]) and not name.startswith("rpt_")
    }
    # The ledger holds the number of each fact: there the fact's own key leads to it.
    assert {child for child, *_, column in drawn if column == "fact_key"} == named - {
        "number_ledger"
    }


def test_columns_in_diagrams_exist(models: dict[str, dict[str, Any]]) -> None:
    columns = _COLUMN.findall(_OVERVIEW.read_text(encoding="utf-8"))
    assert columns
    assert [name for name in columns if name not in models[_DRAWN]["columns"]] == []


def test_usage_warnings_are_those_of_the_tables(models: dict[str, dict[str, Any]]) -> None:
    rows = _OVERVIEW.read_text(encoding="utf-8").split("| warning |")[1].split("\n\n")[0]
    listed = {
        (table, cells[1].strip(" `"))
        for cells in (row.split("|") for row in rows.splitlines()[2:])
        for table in re.findall(r"`(\w+)`", cells[3])
    }
    attached = {
        (name, warning)
        for name, model in models.items()
        for warning in model["config"]["meta"].get("usage_warnings", [])
    }
    assert listed == attached
    overview = (CHECKOUT / "models" / "_overview__docs.md").read_text(encoding="utf-8")
    assert [warning for _, warning in attached if warning not in overview] == []


def test_overview_of_dbt_links_every_public_table(models: dict[str, dict[str, Any]]) -> None:
    overview = (CHECKOUT / "models" / "_overview__docs.md").read_text(encoding="utf-8")
    links = re.findall(r"\[(\w+)\]\(#!/model/([\w.]+)\)", overview)
    assert [link for link in links if link[1] != _PREFIX + link[0]] == []
    assert {name for name, _ in links} == {name for name in models if name[:4] != "rpt_"}


def test_columns_share_descriptions_by_doc_blocks() -> None:
    # The same words three times are three texts to keep alike.
    folder = CHECKOUT / "models" / "marts"
    texts = [
        text
        for kind in ("models", "reports")
        for file in folder.rglob(f"_*__{kind}.yml")
        for text in re.findall(
            r"^ {12}description: ([^>{\n]+)$", file.read_text("utf-8"), re.MULTILINE
        )
    ]
    assert len(texts) > 100
    assert [text for text, count in Counter(texts).items() if count >= 3] == []
