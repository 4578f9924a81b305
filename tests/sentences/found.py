"""What the warehouse made of the passages, read through its public tables."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import duckdb

Row = dict[str, Any]
# Table, key, and the columns under the names that all measures share.
_MENTION = ("source_line", "mention_start", "mention_end", "mention_text")
_TABLES = {
    "funds": (
        "fct_funds_allocated",
        "funds_key",
        {
            "value": "amount",
            "unit": "currency",
            "parent_key": "parent_funds_key",
            "count_bound": "value_bound",
        },
    ),
    "people_lifted": (
        "fct_people_lifted",
        "lifted_key",
        {
            "value": "lifted_count",
            "parent_key": "parent_lifted_key",
            "count_bound": "value_bound",
        },
    ),
    "training_sessions": (
        "fct_trainings_held",
        "training_key",
        {
            "value": "sessions_count",
            "parent_key": "sessions_parent_key",
            "count_bound": "sessions_bound",
            **{column: f"sessions_{column}" for column in _MENTION},
        },
    ),
    "training_participants": (
        "fct_trainings_held",
        "training_key",
        {
            "value": "participants_count",
            "unit": "participants_unit",
            "parent_key": "participants_parent_key",
            "count_bound": "participants_bound",
            **{column: f"participants_{column}" for column in _MENTION},
        },
    ),
}


@dataclass(frozen=True, slots=True)
class Found:
    """A fact of the warehouse."""

    measure: str
    key: str
    columns: Row
    counties: list[tuple[str, ...]]
    provinces: list[str]
    funders: tuple[str, ...]
    reporter: str

    @property
    def start(self) -> int:
        return int(self.columns["mention_start"])

    @property
    def text(self) -> str:
        return str(self.columns["mention_text"])

    def overlaps(self, span: tuple[int, int, int]) -> bool:
        line, start, end = span
        return bool(
            self.columns["source_line"] == line
            and self.columns["mention_start"] < end
            and start < self.columns["mention_end"]
        )


class Warehouse:
    """The marts of a build file, by document."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._counties = self._places(
            "bridge_fact_county", "dim_county", "county_key", "county_name, mentioned_as"
        )
        self._provinces = self._places(
            "bridge_fact_province", "dim_province", "province_key", "province_name"
        )
        self._sources = {
            (row["fact_table"], row["fact_key"]): row["sources"]
            for row in self._rows(
                "select fact_table, fact_key, string_agg(distinct place_source, ', ') as sources"
                " from marts.bridge_fact_county group by all"
            )
        }
        self._agencies = {
            row["agency_key"]: row for row in self._rows("select * from marts.dim_agency")
        }
        self.facts: dict[str, list[Found]] = defaultdict(list)
        for measure in _TABLES:
            self._read(measure)
        self.numbers: dict[str, list[Row]] = defaultdict(list)
        for row in self._rows("select * from marts.number_ledger"):
            self.numbers[row["source_file"]].append(row)
        self.documents = {
            row["file_name"]: row for row in self._rows("select * from marts.dim_document")
        }

    def _read(self, measure: str) -> None:
        table, key, names = _TABLES[measure]
        for row in self._rows(f"select * from marts.{table} where {names['value']} is not null"):
            columns = row | {name: row[column] for name, column in names.items()}
            here = (table, row[key])
            columns["place_source"] = self._sources.get(here)
            funder = self._agencies.get(row.get("funder_agency_key"), {})
            funders = (row.get("funder_name"), funder.get("agency_name"), funder.get("aliases"))
            self.facts[row["source_file"]].append(
                Found(
                    measure,
                    row[key],
                    columns,
                    self._counties[here],
                    [province for (province,) in self._provinces[here]],
                    tuple(name for names in funders if names for name in names.split("; ")),
                    self._agencies[row["agency_key"]]["agency_name"],
                )
            )

    def _places(
        self, bridge: str, dimension: str, key: str, names: str
    ) -> dict[tuple[str, str], list[tuple[str, ...]]]:
        places: dict[tuple[str, str], list[tuple[str, ...]]] = defaultdict(list)
        for row in self._rows(
            f"select fact_table, fact_key, {names}"
            f" from marts.{bridge} join marts.{dimension} using ({key}) order by all"
        ):
            table, fact, *named = row.values()
            places[table, fact].append(tuple(name for name in named if name))
        return places

    def _rows(self, query: str) -> list[Row]:
        cursor = self._connection.execute(query)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def place_name(name: str) -> str:
    """Reduce the name of a place to what identifies it: without its type."""
    without_type = re.sub(r"\b(autonomous|county|district|banner|city|the|of)\b", " ", name.lower())
    return re.sub(r"[^a-z]", "", without_type)
