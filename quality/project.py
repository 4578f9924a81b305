"""What dbt compiled, as far as it is needed to run its tests and models without dbt."""

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb

from loaders.errors import WarehouseError


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the build file: a source, a seed or a model."""

    key: str
    schema: str
    name: str
    is_view: bool
    query: str

    @property
    def relation(self) -> str:
        """Name the table for SQL."""
        return f'"{self.schema}"."{self.name}"'

    @property
    def layer(self) -> str:
        """Name the layer as readers know it."""
        return self.schema


@dataclass(frozen=True, slots=True)
class Test:
    """A data test: a query that returns the rows that fail."""

    name: str
    query: str
    tables: frozenset[str]

    def fails(self, connection: duckdb.DuckDBPyConnection) -> bool:
        """Whether the query returns a row, or cannot be run at all."""
        try:
            rows = connection.execute(f"select 1 from ({self.query}) limit 1")
            return rows.fetchone() is not None
        except duckdb.Error:
            return True


class Project:
    """The tables and tests of the manifest, and what is built from what."""

    def __init__(self, manifest: Path) -> None:
        if not manifest.exists():
            raise WarehouseError(f"There is no {manifest}.\nRun dbt compile first.")
        content: dict[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
        self.tables: dict[str, Table] = {}
        self._parents: dict[str, list[str]] = {}
        self._test_nodes: list[dict[str, Any]] = []
        for node in (*content["nodes"].values(), *content["sources"].values()):
            if node["resource_type"] in {"model", "seed", "source"}:
                self._add_table(node)
            elif node["resource_type"] == "test":
                self._test_nodes.append(node)

    def _add_table(self, node: dict[str, Any]) -> None:
        key = node["unique_id"]
        self.tables[key] = Table(
            key=key,
            schema=node["schema"],
            name=node.get("alias") or node["name"],
            is_view=(node.get("config") or {}).get("materialized") == "view",
            query=node.get("compiled_code") or "",
        )
        self._parents[key] = list((node.get("depends_on") or {}).get("nodes", []))

    @cached_property
    def tests(self) -> list[Test]:
        """List the data tests, with the tables whose rows they see, through views as well."""
        return [
            Test(
                name=node["name"],
                query=node["compiled_code"].strip().rstrip(";"),
                tables=frozenset(
                    table for key in node["depends_on"]["nodes"] for table in self._seen(key)
                ),
            )
            for node in self._test_nodes
            if node.get("compiled_code")
        ]

    def _seen(self, key: str) -> set[str]:
        if not self.tables[key].is_view:
            return {key}
        return {table for parent in self._parents[key] for table in self._seen(parent)}

    @cached_property
    def _children(self) -> dict[str, list[str]]:
        children: dict[str, list[str]] = defaultdict(list)
        for key, parents in self._parents.items():
            for parent in parents:
                children[parent].append(key)
        return children

    def built_from_sources(self) -> list[Table]:
        """List the tables that hold what was loaded, and all that are built from them."""
        growing = {key for key in self.tables if key.startswith("source.")}
        waiting = list(growing)
        while waiting:
            found = set(self._children[waiting.pop()]) - growing
            growing |= found
            waiting.extend(found)
        return [self.tables[key] for key in growing]

    def built_from(self, key: str) -> list[Table]:
        """List the models below a table, each behind those that it is built from."""
        below: set[str] = set()
        waiting = [key]
        while waiting:
            for child in self._children[waiting.pop()]:
                if child not in below:
                    below.add(child)
                    waiting.append(child)
        ordered: list[Table] = []
        placed: set[str] = set()

        def place(child: str) -> None:
            if child in placed:
                return
            placed.add(child)
            for parent in self._parents[child]:
                if parent in below:
                    place(parent)
            ordered.append(self.tables[child])

        for child in sorted(below):
            place(child)
        return [table for table in ordered if not table.is_view]
