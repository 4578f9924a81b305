"""Patterns are found where they stand, and a slow one is noticed."""

import re

import duckdb

from quality.project import Project, Table
from tests.patterns.__main__ import grows_too_fast, hard_texts, in_python, in_sql
from tests.patterns.collected import SqlPattern, of_loaders, of_models


class OneModel(Project):
    """A project of one query."""

    def __init__(self, query: str) -> None:
        self.tables = {"model.a": Table("model.a", "main", "a", False, query)}
        self._test_nodes = []


def test_patterns_are_found_with_what_follows_them() -> None:
    query = (
        "with line as (select regexp_extract_all(x, '[0-9]+') as y, x from t)"
        " select regexp_replace(x, 'a+', '', 'g'), regexp_matches(x, z) from line"
    )
    assert of_models(OneModel(query), duckdb.connect()) == {
        SqlPattern("regexp_extract_all", "[0-9]+", ()),
        SqlPattern("regexp_replace", "a+", ("", "g")),
    }
    assert "loaders.readers.html._CHARSET" in dict(of_loaders())


def test_a_pattern_that_goes_back_again_and_again_is_noticed() -> None:
    assert grows_too_fast(in_python(re.compile(r"a*b")), "a")
    call = SqlPattern("regexp_extract_all", "a(?:[a ]*b)?", ())
    assert grows_too_fast(in_sql(duckdb.connect(), call), "a")


def test_a_pattern_that_goes_on_is_none_of_them() -> None:
    assert not grows_too_fast(in_python(re.compile(r"a+")), "a")
    assert "gave " in list(hard_texts("^gave [0-9]"))
