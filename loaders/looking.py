"""Look up one number of the published warehouse, or the sentences that hold some words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from loaders.database import opened, require_published
from loaders.errors import WarehouseError

# Long enough to be one key's own in a warehouse of a hundred thousand numbers.
SHORT_KEY = 10

_KEYS = {
    "fct_funds_allocated": "funds_key",
    "fct_people_lifted": "lifted_key",
    "fct_trainings_held": "training_key",
}
_TEXTS = {
    "fct_funds_allocated": "mention_text",
    "fct_people_lifted": "mention_text",
    "fct_trainings_held": "concat_ws(', ', sessions_mention_text, participants_mention_text)",
}
_BOUNDS = {
    "exact": "",
    "more_than": "more than ",
    "less_than": "less than ",
    "about": "about ",
}
# Every public table that tells the sentence that it was read from.
_SENTENCES = """
    select source_file, source_line, mention_start, sentence_text from marts.number_ledger
    union all
    select source_file, source_line, mention_start, sentence_text from marts.fct_place_mention
    union all
    select source_file, source_line, mention_start, sentence_text from marts.fct_indicator
    union all
    select source_file, source_line, mention_start, sentence_text from marts.bridge_agency_county
"""

Row = dict[str, Any]
Span = tuple[int, int]
Detail = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Number:
    """A row of the ledger."""

    mention_key: str
    source_file: str
    source_line: int
    mention_start: int
    mention_end: int
    mention_text: str
    sentence_text: str
    kind: str
    fact_table: str | None
    fact_key: str | None

    @property
    def place(self) -> str:
        """Say where it stands, as compilers do."""
        return f"{self.source_file}:{self.source_line}"


@dataclass(frozen=True, slots=True)
class Relative:
    """Another fact that has to do with a fact."""

    relation: str
    key: str
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Branch:
    """A fact in the tree of a whole, its parts, and theirs."""

    depth: int
    key: str
    text: str
    place: str
    in_sums: str


@dataclass(frozen=True, slots=True)
class Look:
    """All that the warehouse says of a number."""

    key: str
    table: str | None
    text: str
    sentence: str
    spans: list[Span]
    details: list[Detail]
    provenance: list[Detail]
    doubts: list[str]
    relatives: list[Relative]
    tree: list[Branch]
    others: list[Number]


@dataclass(frozen=True, slots=True)
class FoundSentence:
    """A sentence that was searched for, with the numbers in it."""

    place: str
    text: str
    numbers: list[Number]
    repeated_on: list[int]


class Warehouse:
    """Answers from an open file with the schema `marts`."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection
        self._tables = {
            row["table_name"]
            for row in self._rows(
                "select table_name from duckdb_tables()"
                " where schema_name = 'marts' and database_name = current_database()"
            )
        }
        if "number_ledger" not in self._tables:
            raise WarehouseError(
                "The file holds no marts.\nName a published file: python -m loaders publish."
            )

    def matching(self, key: str, limit: int) -> list[Number]:
        """List the first numbers whose key begins so."""
        return self._numbers(
            "starts_with(mention_key, ?) order by mention_key limit ?", key.lower(), limit
        )

    def look(self, number: Number) -> Look:
        """Tell all about a number; where it states a fact, all about the fact."""
        others, _ = self._in_sentence(number.source_file, number.sentence_text, number.source_line)
        if number.fact_table is None or number.fact_key is None:
            own = {number.mention_key}
            fact: Row = {}
        else:
            own = {other.mention_key for other in others if other.fact_key == number.fact_key}
            fact = self._fact(number.fact_table, number.fact_key)
        own.add(number.mention_key)
        spans = spans_in_sentence(number.sentence_text, others)
        return Look(
            key=number.fact_key or number.mention_key,
            table=number.fact_table,
            text=number.mention_text,
            sentence=number.sentence_text,
            spans=[spans[key] for key in sorted(own) if key in spans],
            details=self._details(number, fact) if fact else self._reading(number),
            provenance=self._provenance(number),
            doubts=self._doubts(number),
            relatives=self._relatives(number, fact) if fact else [],
            tree=self._tree(number) if fact else [],
            others=[other for other in others if other.mention_key not in own],
        )

    def search(self, words: Sequence[str], limit: int) -> tuple[list[FoundSentence], int]:
        """Find the sentences that hold all the words; return the first ones and how many more."""
        conditions = " and ".join("contains(lower(sentence_text), lower(?))" for _ in words)
        rows = self._rows(
            "select source_file, sentence_text, min(source_line) as line,"
            " min(mention_start) as start, count(*) over () as sentence_count"
            f" from ({_SENTENCES}) where {conditions} group by source_file, sentence_text"
            " order by source_file, line, start, sentence_text limit ?",
            *words,
            limit,
        )
        found = []
        for row in rows:
            file, text, line = row["source_file"], row["sentence_text"], row["line"]
            numbers, repeated = self._in_sentence(file, text, line)
            found.append(FoundSentence(f"{file}:{line}", text, numbers, repeated))
        return found, rows[0]["sentence_count"] - len(rows) if rows else 0

    def facts(self) -> list[Number]:
        """List the numbers that give facts their keys, in the order of the text."""
        return self._numbers(
            "mention_key = fact_key order by source_file, source_line, mention_start"
        )

    def _numbers(self, condition: str, *parameters: object) -> list[Number]:
        columns = ", ".join(Number.__dataclass_fields__)
        rows = self._rows(
            f"select {columns} from marts.number_ledger where {condition}", *parameters
        )
        return [Number(**row) for row in rows]

    def _in_sentence(self, file: str, text: str, line: int) -> tuple[list[Number], list[int]]:
        """Return the numbers of the sentence that is on this line, and where it is repeated.

        A sentence may go on in other lines. The same sentence elsewhere has the same numbers again.
        """
        numbers = self._numbers(
            "source_file = ? and sentence_text = ? order by source_line, mention_start", file, text
        )
        spans = spans_in_sentence(text, numbers)
        seen = {spans.get(number.mention_key) for number in numbers if number.source_line == line}
        own, repeated_on = [], []
        for number in numbers:
            if number.source_line == line or spans.get(number.mention_key) not in seen:
                own.append(number)
            elif number.source_line not in repeated_on:
                repeated_on.append(number.source_line)
        return own, repeated_on

    def _fact(self, table: str, key: str) -> Row:
        rows = self._rows(
            "select fact.*, reporter.agency_name as reporter_name, theme.theme_name"
            f" from marts.{table} as fact"
            " left join marts.dim_agency as reporter on fact.agency_key = reporter.agency_key"
            " left join marts.dim_theme as theme on fact.theme_key = theme.theme_key"
            f" where fact.{_KEYS[table]} = ?",
            key,
        )
        return rows[0] if rows else {}

    def _details(self, number: Number, fact: Row) -> list[Detail]:
        table = str(number.fact_table)
        details = [
            *_values(table, fact),
            ("status", fact["status"]),
            ("period", _period(fact)),
            ("counties", self._counties(table, str(number.fact_key))),
            ("provinces", self._provinces(table, str(number.fact_key))),
            ("reported by", "" if fact["agency_key"] == "none" else fact["reporter_name"]),
        ]
        if table == "fct_funds_allocated":
            details.append(("given by", self._funder(fact)))
        details += [
            ("theme", "" if fact["theme_key"] == "none" else fact["theme_name"]),
            ("safe to sum", _additive(fact)),
            ("completeness", f"{fact['completeness'].normalize():f} of 1"),
        ]
        return [(label, text or "not stated") for label, text in details]

    def _reading(self, number: Number) -> list[Detail]:
        row = self._rows(
            "select number_value, unit_text from marts.number_ledger where mention_key = ?",
            number.mention_key,
        )[0]
        value = f"{_number(row['number_value'])} {row['unit_text']}".strip()
        return [("read as", f"{number.kind}: no fact"), ("value", value)]

    def _provenance(self, number: Number) -> list[Detail]:
        row = self._rows(
            "select title, rule_id from marts.number_ledger"
            " join marts.dim_document using (document_key) where mention_key = ?",
            number.mention_key,
        )[0]
        return [
            ("document", f"{number.source_file} ({row['title']})"),
            (
                "line",
                f"{number.source_line}, characters {number.mention_start} to {number.mention_end}",
            ),
            ("rule", self._rule(row["rule_id"])),
            *self._attributes(number),
            *self._close_calls(number),
        ]

    def _attributes(self, number: Number) -> list[Detail]:
        """Say by which rule each attribute was decided, and how far ahead of the next reading."""
        rows = (
            self._rows(
                "select attribute, string_agg(distinct rule_id, ', ' order by rule_id) as rules,"
                " min(margin) as margin from marts.fct_attribute"
                " where mention_key = ? and attribute != 'measure'"
                " group by attribute order by attribute",
                number.mention_key,
            )
            if "fct_attribute" in self._tables
            else []
        )
        return [
            (
                f"{row['attribute'].replace('_', ' ')} by",
                row["rules"] + ("" if row["margin"] is None else f", {row['margin']:g} ahead"),
            )
            for row in rows
        ]

    def _close_calls(self, number: Number) -> list[Detail]:
        if "rpt_close_call" not in self._tables:
            return []
        # What is decided of a number that it is not about says nothing.
        decisions = ["kind"] if number.fact_table is None else ["kind", "status"]
        if number.fact_table == "fct_funds_allocated":
            decisions.append("instrument")
        rows = self._rows(
            "select * from marts.rpt_close_call"
            " where mention_key = ? and list_contains(?::varchar[], decision) order by decision",
            number.mention_key,
            decisions,
        )
        return [
            (
                "close call",
                f"{row['decision']} between {row['reading']} and {row['second_reading']},"
                f" {row['margin']:g} apart",
            )
            for row in rows
        ]

    def _rule(self, rule_id: str | None) -> str:
        rows = (
            self._rows("select * from marts.rpt_rule where rule_id = ?", rule_id)
            if "rpt_rule" in self._tables
            else []
        )
        if not rows:
            return rule_id or "none"
        rule = rows[0]
        says = f"{rule['decision']} is {rule['reading'] or 'that of the numbers beside it'}"
        counts = f"decided {rule['decided_count']:,} numbers"
        if rule["gold_decided_count"]:
            counts += (
                f", right in {rule['gold_right_count']} of {rule['gold_decided_count']} checked"
            )
        return f"{rule_id} ({says}, weight {rule['weight']:g}; {counts})"

    def _counties(self, table: str, key: str) -> str:
        rows = self._rows(
            "select county_name, province_name, province_key, place_source"
            " from marts.bridge_fact_county join marts.dim_county using (county_key)"
            " join marts.dim_province using (province_key)"
            " where fact_table = ? and fact_key = ? order by county_name, province_name",
            table,
            key,
        )
        for row in rows:
            if row["province_key"] != "none":
                row["county_name"] += f" ({row['province_name']})"
        return _placed(rows, "county_name")

    def _provinces(self, table: str, key: str) -> str:
        rows = self._rows(
            "select province_name, place_source"
            " from marts.bridge_fact_province join marts.dim_province using (province_key)"
            " where fact_table = ? and fact_key = ? order by province_name",
            table,
            key,
        )
        return _placed(rows, "province_name")

    def _funder(self, fact: Row) -> str:
        rows = self._rows(
            "select agency_name from marts.dim_agency where agency_key = ?",
            fact["funder_agency_key"],
        )
        written = fact["funder_name"] or ""
        known = rows[0]["agency_name"] if rows else ""
        return (
            f"{known} (“{written}”)" if known and written not in ("", known) else known or written
        )

    def _doubts(self, number: Number) -> list[str]:
        rows = self._rows(
            "select severity, issue_type, detail from marts.data_quality_issue"
            " where mention_key in (select mention_key from marts.number_ledger"
            " where mention_key = ? or (fact_table = ? and fact_key = ?))"
            " order by issue_type, detail",
            number.mention_key,
            number.fact_table,
            number.fact_key,
        )
        return [f"{row['issue_type']} ({row['severity']}): {row['detail']}" for row in rows]

    def _relatives(self, number: Number, fact: Row) -> list[Relative]:
        table, key = str(number.fact_table), str(number.fact_key)
        relatives: list[Relative] = []

        def add(relation: str, condition: str, *parameters: object) -> None:
            relatives.extend(
                Relative(relation, *row.values())
                for row in self._rows(
                    f"select {_KEYS[table]}, {_TEXTS[table]},"
                    " if(source_file = ?, 'line ', source_file || ':') || source_line"
                    f" from marts.{table} where {condition} order by source_line, mention_start",
                    number.source_file,
                    *parameters,
                )
            )

        add("restates", f"{_KEYS[table]} = ?", fact["restates_key"])
        add("is restated by", "restates_key = ?", key)
        if "statement_key" in fact:
            same = f"statement_key = ? and {_KEYS[table]} != ?"
            add("same statement", same, fact["statement_key"], key)
        return relatives

    def _tree(self, number: Number) -> list[Branch]:
        """Return the widest fact that contains a fact, with all that it contains."""
        table = str(number.fact_table)
        rows = self._rows(
            f"""
            with recursive fact as (
                select
                    {_KEYS[table]} as fact_key, contained_in_key, {_TEXTS[table]} as fact_text,
                    if(source_file = $1, 'line ', source_file || ':') || source_line as place,
                    coalesce(not_additive_reason, 'summed') as in_sums,
                    printf('%09d %09d ', source_line, mention_start) || fact_key as sort_key
                from marts.{table}
            ),
            above as (
                select fact_key, contained_in_key, [fact_key] as keys from fact where fact_key = $2
                union all
                select fact.fact_key, fact.contained_in_key, list_prepend(fact.fact_key, keys)
                from above join fact on above.contained_in_key = fact.fact_key
                where not list_contains(keys, fact.fact_key)
            ),
            tree as (
                select fact.*, [fact_key] as keys, [sort_key] as path from fact
                where fact_key = (select arg_max(fact_key, len(keys)) from above)
                union all
                select fact.*, list_append(keys, fact.fact_key),
                    list_append(path, fact.sort_key)
                from tree join fact on tree.fact_key = fact.contained_in_key
                where not list_contains(keys, fact.fact_key)
            )
            select len(path) - 1 as depth, fact_key as key, fact_text as text, place, in_sums
            from tree order by path
            """,
            number.source_file,
            number.fact_key,
        )
        return [Branch(**row) for row in rows] if len(rows) > 1 else []

    def _rows(self, query: str, *parameters: object) -> list[Row]:
        result = self._connection.execute(query, parameters)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


@contextmanager
def reading(file: Path) -> Iterator[Warehouse]:
    """Open a published file for as long as the block runs."""
    require_published(file)
    with opened(file, read_only=True) as connection:
        try:
            yield Warehouse(connection)
        except (duckdb.BinderException, duckdb.CatalogException) as error:
            raise WarehouseError(
                f"{file} lacks what this version of the project looks for.\n{error}\n"
                "Build and publish it anew: make warehouse."
            ) from error


def spans_in_sentence(sentence: str, numbers: Sequence[Number]) -> dict[str, Span]:
    """Find where numbers stand in their sentence, from where they stand in their lines.

    Within a line, numbers are as far apart as in the sentence: only one place of the first number
    has all the others at their distance.
    """
    by_line: Mapping[int, list[Number]] = defaultdict(list)
    for number in numbers:
        by_line[number.source_line].append(number)
    spans: dict[str, Span] = {}
    for on_line in by_line.values():
        first = on_line[0]
        position = sentence.find(first.mention_text)
        while position >= 0:
            shift = position - first.mention_start
            if all(sentence.startswith(n.mention_text, n.mention_start + shift) for n in on_line):
                for number in on_line:
                    start = number.mention_start + shift
                    spans[number.mention_key] = (start, start + len(number.mention_text))
                break
            position = sentence.find(first.mention_text, position + 1)
    return spans


def _values(table: str, fact: Row) -> list[Detail]:
    if table == "fct_funds_allocated":
        details = [("amount", _amount(fact)), ("instrument", fact["instrument"])]
        if fact["recipient_count"]:
            each = f"{fact['recipient_count']:,}, {_number(fact['total_amount'])} in all"
            details.append(("for each of", each))
        if fact["is_stock"]:
            details.append(("stock", "yes: a balance or the size of a fund"))
        return details
    if table == "fct_people_lifted":
        return [("lifted", _counted(fact["lifted_count"], fact["value_bound"], fact["unit"]))]
    return [
        (
            part,
            _counted(fact[f"{part}_count"], fact[f"{part}_bound"], unit)
            + f", line {fact[f'{part}_source_line']}: “{fact[f'{part}_mention_text']}”",
        )
        for part, unit in (("sessions", ""), ("participants", fact["participants_unit"]))
        if fact[f"{part}_count"] is not None
    ]


def _amount(fact: Row) -> str:
    text = written_value(fact["amount"], fact["value_bound"], fact["amount_low"])
    text += f" {fact['currency']}"
    if fact["currency"] != "CNY" and fact["amount_cny"] is not None:
        text += f" ({_number(fact['amount_cny'])} CNY)"
    return text


def _counted(value: Decimal, bound: str, unit: str) -> str:
    return written_value(value, bound) + (f" ({unit.replace('_', '-')})" if unit else "")


def written_value(value: Decimal, bound: str, low: Decimal | None = None) -> str:
    """Write a value with its bound, and with both ends if it is a range."""
    ends = _number(value) if low is None else f"{_number(low)} to {_number(value)}"
    return _BOUNDS[bound] + ends


def _number(value: Decimal) -> str:
    # Years are written without commas.
    written = f"{value:,}" if abs(value) >= 10_000 else f"{value}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _period(fact: Row) -> str:
    start, end = fact["period_start_year"], fact["period_end_year"]
    if start == end:
        return str(start or "")
    if start is None:
        return f"until {end}"
    return f"since {start}" if end is None else f"{start} to {end}"


def _placed(rows: Sequence[Row], column: str) -> str:
    """Name places by how near the text names them."""
    sources: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        sources[row["place_source"]].append(row[column])
    return "; ".join(f"{', '.join(names)}, from the {source}" for source, names in sources.items())


def _additive(fact: Row) -> str:
    return "yes" if fact["is_additive"] else f"no: {fact['not_additive_reason']}"
