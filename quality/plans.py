"""Find joins that grow faster than the text, in the engine's plans of the models' queries.

A join on equal keys meets the rows that belong together. Any other (a nested loop, a cross product,
an inequality) meets every row of the one side with every row of the other: that is fine where one
side is as long as a seed, and not where both grow with the text.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import yaml  # type: ignore[import-untyped]

from loaders.database import opened
from loaders.errors import WarehouseError
from quality.project import Project, Table

_UNEQUAL_JOINS = frozenset(
    {"BLOCKWISE_NL_JOIN", "CROSS_PRODUCT", "IE_JOIN", "NESTED_LOOP_JOIN", "PIECEWISE_MERGE_JOIN"}
)

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class GrowingJoin:
    """A join that meets all rows of two relations which both grow with the text."""

    model: str
    operator: str
    condition: str


def settings(profiles: Path) -> dict[str, Any]:
    """Return what the profile sets in every connection: it decides how queries are planned."""
    (profile,) = yaml.safe_load(profiles.read_text(encoding="utf-8")).values()
    found: dict[str, Any] = profile["outputs"][profile["target"]].get("settings", {})
    return found


def growing_joins(project: Project, build_file: Path, profiles: Path) -> Iterator[GrowingJoin]:
    """Look through the plan of every model that is built from documents."""
    growing = project.built_from_sources()
    names = {f"{table.schema}.{table.name}" for table in growing}
    with opened(build_file, read_only=True) as connection:
        for name, value in settings(profiles).items():
            connection.execute(f"set {name} = {value!r}")
        for table in sorted(growing, key=lambda table: table.name):
            if table.key.startswith("model."):
                yield from joins_of(connection, table, names)


def joins_of(
    connection: duckdb.DuckDBPyConnection, table: Table, growing: set[str]
) -> Iterator[GrowingJoin]:
    """Look through one query; `growing` names the tables that grow with the text, with schemas."""
    if not table.query:
        raise WarehouseError(f"The query of {table.name} is not compiled.\nRun dbt compile first.")
    try:
        (plan,) = connection.execute(f"explain (format json) {table.query}").fetchall()
    except duckdb.Error as error:
        raise WarehouseError(
            f"{table.name} cannot be planned: {error}\nRun dbt build first, on this build file."
        ) from error
    roots: list[Node] = json.loads(plan[1])
    nodes = [node for root in roots for node in _below(root)]
    shared = {
        node["extra_info"]["Table Index"]: node["children"][0]
        for node in nodes
        if node["name"].strip() == "CTE"
    }
    for node in nodes:
        operator = node["name"].strip()
        if operator in _UNEQUAL_JOINS and all(
            _grows(side, growing, shared) for side in node["children"]
        ):
            details = node["extra_info"]
            condition = details.get("Conditions") or details.get("Condition") or ""
            yield GrowingJoin(table.name, operator, str(condition))


def _below(node: Node) -> Iterator[Node]:
    yield node
    for child in node["children"]:
        yield from _below(child)


def _grows(node: Node, growing: set[str], shared: dict[str, Node]) -> bool:
    """Whether a relation has more rows where there is more text."""
    operator, details = node["name"].strip(), node["extra_info"]
    if operator == "UNGROUPED_AGGREGATE":
        return False
    if operator == "CTE":
        return _grows(node["children"][-1], growing, shared)
    if operator == "CTE_SCAN":
        return _grows(shared[details["CTE Index"]], growing, shared)
    if "Table" in details:
        return ".".join(details["Table"].split(".")[-2:]) in growing
    # What a correlated subquery looks up again: rows of the query around it.
    if operator == "DELIM_SCAN":
        return True
    return any(_grows(child, growing, shared) for child in node["children"])
