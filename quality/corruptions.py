"""Ways in which a table can be wrong: what a slip in a rule, a join or a seed does to its rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import duckdb

from loaders.database import quoted_name, quoted_text
from quality.project import Table

_NUMBERS = ("INTEGER", "BIGINT", "DECIMAL", "DOUBLE", "HUGEINT", "SMALLINT")
_OFFSETS = ("_start", "_end", "_first", "_last", "_index", "line_number", "_line")
# Words that a rule could take for each other; a column that holds one of them can hold the other.
_OPPOSITES = (
    ("actual", "planned"),
    ("exact", "more_than"),
    ("person", "household"),
    ("person", "person_time"),
    ("CNY", "USD"),
    ("appropriation", "investment"),
    ("county", "province"),
    ("sentence", "section"),
    ("body", "heading"),
    ("paragraph", "page_furniture"),
    ("funds", "people_lifted"),
    ("million", "billion"),
)

# Ten of every layer and of many kinds, as kind, table and column: what `make test` tries.
SAMPLE = (
    ("drop one row", "line", ""),
    ("drop one row in twenty", "agency_group_name", ""),
    ("lose a document", "int_theme__paragraph_theme", "document_key"),
    ("drop one row in twenty", "int_number__sibling", ""),
    ("double one row in ten", "fct_funds_allocated", ""),
    ("scale by 1000", "fct_funds_allocated", "amount"),
    ("swap two members", "fct_trainings_held", "county_key"),
    ("shift an offset by one", "number_ledger", "mention_start"),
    ("turn yes into no", "fct_people_lifted", "is_additive"),
    ("point at a row that is not there", "bridge_fact_county", "county_key"),
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    data_type: str

    @property
    def is_number(self) -> bool:
        """Whether one can multiply it."""
        return self.data_type.startswith(_NUMBERS)


@dataclass(frozen=True, slots=True)
class Corruption:
    """One statement that makes a table wrong."""

    kind: str
    table: Table
    column: str
    statement: str


def columns_of(connection: duckdb.DuckDBPyConnection, table: Table) -> list[Column]:
    """List the columns of a table in order."""
    rows = connection.execute(
        "select column_name, data_type from duckdb_columns()"
        " where schema_name = ? and table_name = ? order by column_index",
        [table.schema, table.name],
    ).fetchall()
    return [Column(str(name), str(data_type)) for name, data_type in rows]


def corruptions_of(table: Table, columns: list[Column], salt: str) -> Iterator[Corruption]:
    """Make every kind of corruption that the columns of a table allow."""
    on_table: dict[str, Callable[[Table, str], str]] = {
        "drop one row in twenty": _drop_rows,
        "drop one row": _drop_row,
        "double one row": _double_row,
        "double one row in ten": _double_rows,
        "empty the table": _empty,
    }
    for kind, statement in on_table.items():
        yield Corruption(kind, table, "", statement(table, salt))
    for column in columns:
        for kind, expression, rows in _changes(column, table.relation):
            name = quoted_name(column.name)
            changed = f"({name} is distinct from ({expression}))"
            yield Corruption(
                kind,
                table,
                column.name,
                f"update {table.relation} set {name} = {expression} where {changed}"
                f" and rowid in ({_some_rows(table, salt, rows, changed)})",
            )
        if column.name == "document_key":
            yield Corruption(
                "lose a document",
                table,
                column.name,
                f"delete from {table.relation} where document_key ="
                f" (select min(document_key) from {table.relation})",
            )


def _changes(column: Column, relation: str) -> Iterator[tuple[str, str, int]]:
    """Yield kind, new value, and in how many rows."""
    name = quoted_name(column.name)
    if column.name.endswith(_OFFSETS):
        yield "shift an offset by one", f"{name} + 1", 1
        yield "shift an offset by one everywhere", f"{name} + 1", 10**9
    elif column.name.endswith("_year") and column.is_number:
        yield "take the year before", f"{name} - 1", 1
    elif column.is_number:
        yield "scale by 10", f"{name} * 10", 1
        yield "scale by 1000", f"{name} * 1000", 1
        yield "scale by 10,000", f"{name} * 10000", 1
    if column.data_type == "BOOLEAN":
        yield "turn yes into no", f"not {name}", 1
    if column.data_type == "VARCHAR":
        yield from _changes_of_text(column, name, relation)
    yield "null one value", "null", 1
    yield "null a column", "null", 10**9


def _changes_of_text(column: Column, name: str, relation: str) -> Iterator[tuple[str, str, int]]:
    if column.name.endswith("_key"):
        yield "point at a row that is not there", f"md5({name} || 'lost')", 1
    if column.name in {"county_key", "province_key", "agency_key", "theme_key", "place_id"}:
        yield "swap two members", f"(select max(other.{name}) from {relation} as other)", 1
    if column.name.endswith("_text"):
        mangled = f"replace(replace({name}, '’', 'â€™'), 'o', 'ó')"
        yield "mangle the encoding", mangled, 10**9
        yield "cut the last character off", f"left({name}, greatest(length({name}) - 1, 0))", 1
    for one, other in _OPPOSITES:
        yield (
            f"mistake {one} for {other}",
            f"case {name} when {quoted_text(one)} then {quoted_text(other)}"
            f" when {quoted_text(other)} then {quoted_text(one)} else {name} end",
            1,
        )


def _some_rows(table: Table, salt: str, count: int, condition: str) -> str:
    """Pick rows at random, the same ones in every run."""
    if count >= 10**9:
        return f"select rowid from {table.relation}"
    return (
        f"select picked.rowid from {table.relation} as picked where {condition}"
        f" order by md5(cast(picked as varchar) || {quoted_text(salt)}) limit {count}"
    )


def _drop_rows(table: Table, salt: str) -> str:
    picked = _some_rows(table, salt, 1, "true").removesuffix("limit 1")
    share = f"limit greatest(1, (select count(*) // 20 from {table.relation}))"
    return f"delete from {table.relation} where rowid in ({picked} {share})"


def _drop_row(table: Table, salt: str) -> str:
    return f"delete from {table.relation} where rowid in ({_some_rows(table, salt, 1, 'true')})"


def _double_row(table: Table, salt: str) -> str:
    return (
        f"insert into {table.relation} select * from {table.relation}"
        f" where rowid in ({_some_rows(table, salt, 1, 'true')})"
    )


def _double_rows(table: Table, salt: str) -> str:
    return _double_row(table, salt).replace(
        "limit 1)", f"limit greatest(1, (select count(*) // 10 from {table.relation})))"
    )


def _empty(table: Table, salt: str) -> str:
    return f"delete from {table.relation} where md5({quoted_text(salt)}) is not null"
