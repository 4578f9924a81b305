"""Joins that grow faster than the text are found in plans, and only those."""

from pathlib import Path

import duckdb
import pytest

from quality.plans import joins_of, settings
from quality.project import Table

PROFILES = Path(__file__).parents[2] / "profiles.yml"
GROWING = {"main.token"}


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    for name, value in settings(PROFILES).items():
        connection.execute(f"set {name} = {value!r}")
    connection.execute("create table token (sentence_key varchar, token_index int, norm varchar)")
    connection.execute("create table rule (pattern varchar, word varchar)")
    # Of an empty table the engine knows that nothing comes of it.
    connection.execute("insert into token values ('a', 1, 'of'), ('a', 2, 'to')")
    connection.execute("insert into rule values ('^t', 'to')")
    return connection


@pytest.mark.parametrize(
    "query",
    [
        # An OR in the condition of an outer join.
        "select * from token as a left join token as b on a.sentence_key = b.sentence_key"
        " and (a.token_index = b.token_index or b.norm = 'to')",
        # A condition on the one side of an outer join alone.
        "select * from token as a left join token as b"
        " on a.sentence_key = b.sentence_key and a.norm = 'of'",
        "select * from token as a inner join token as b on a.token_index < b.token_index",
        "select * from token as a cross join token as b",
        # Through a common table expression that is used twice.
        "with few as materialized (select * from token where norm = 'of')"
        " select * from few as a inner join few as b on a.token_index < b.token_index",
    ],
)
def test_all_rows_with_all_others(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    (found,) = joins_of(connection, model(query), GROWING)
    assert found.model == "int_text__example"


@pytest.mark.parametrize(
    "query",
    [
        "select * from token as a left join token as b on a.sentence_key = b.sentence_key"
        " and b.token_index between a.token_index - 4 and a.token_index - 1",
        # Rules are as many as they are, however long the text.
        "select * from token inner join rule on regexp_matches(token.norm, rule.pattern)",
        # One row.
        "select * from token cross join (select max(token_index) as longest from token) as last",
    ],
)
def test_rows_that_belong_together(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    assert list(joins_of(connection, model(query), GROWING)) == []


def model(query: str) -> Table:
    return Table("model.int_text__example", "main", "int_text__example", False, query)
