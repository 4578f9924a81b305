"""The regular expressions of the product, each as it is called."""

import importlib
import json
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb

import loaders
from quality.project import Project

Node = dict[str, Any]

# Patterns of seed rows, by the columns that hold them.
_OF_SEEDS = {
    "doubt_rule": ("kind", "unit", "numeral", "words_before", "unless_before", "words_behind")
}


@dataclass(frozen=True, slots=True)
class SqlPattern:
    """A call of a function of the engine on a text: with a pattern, and what follows it."""

    function: str
    pattern: str
    others: tuple[str | int, ...]


def of_models(project: Project, connection: duckdb.DuckDBPyConnection) -> set[SqlPattern]:
    """Find the patterns in what dbt compiled: models and data tests."""
    queries = [table.query for table in project.tables.values() if table.query]
    queries += [test.query for test in project.tests]
    return {found for query in queries for found in _of_node(_parsed(connection, query))}


def of_seeds(connection: duckdb.DuckDBPyConnection) -> set[SqlPattern]:
    """Find the patterns that stand in rows of seeds."""
    return {
        SqlPattern("regexp_matches", pattern, ())
        for seed, columns in _OF_SEEDS.items()
        for column in columns
        for (pattern,) in connection.execute(
            f"select distinct {column} from seeds.{seed} where {column} is not null"
        ).fetchall()
    }


def of_loaders() -> list[tuple[str, "re.Pattern[Any]"]]:
    """Find the patterns that the loaders read files with."""
    found = {}
    for module in pkgutil.walk_packages(loaders.__path__, "loaders."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern):
                    found[value] = f"{module.name}.{name}"
    return [(name, pattern) for pattern, name in found.items()]


def _parsed(connection: duckdb.DuckDBPyConnection, query: str) -> Node:
    row = connection.execute("select json_serialize_sql(?)", [query]).fetchone()
    assert row is not None
    parsed: Node = json.loads(row[0])
    assert not parsed["error"], parsed
    return parsed


def _of_node(node: Any) -> Iterator[SqlPattern]:
    if isinstance(node, list):
        for part in node:
            yield from _of_node(part)
    if not isinstance(node, dict):
        return
    if str(node.get("function_name", "")).startswith("regexp_"):
        constants = [_constant(child) for child in node["children"][1:]]
        if isinstance(constants[0], str):
            others = tuple(constant for constant in constants[1:] if constant is not None)
            yield SqlPattern(node["function_name"], constants[0], others)
    for part in node.values():
        yield from _of_node(part)


def _constant(node: Node) -> str | int | None:
    value = node.get("value")
    return value.get("value") if isinstance(value, dict) else None
