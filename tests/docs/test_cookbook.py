"""Every question of the cookbook has one short answer, and none has become empty."""

import os
import re

import duckdb
import pytest

from scripts.refresh_snippets import CHECKOUT

_QUESTION = re.compile(r"^### ([^\n]+\?)\n(.*?)(?=^##|\Z)", re.DOTALL | re.MULTILINE)
_QUERY = re.compile(r"^```sql\n(.*?)^```\n", re.DOTALL | re.MULTILINE)

_PAGE = (CHECKOUT / "docs" / "cookbook.md").read_text(encoding="utf-8")
QUESTIONS: dict[str, str] = dict(_QUESTION.findall(_PAGE))


def test_there_are_as_many_questions_as_headings() -> None:
    assert len(QUESTIONS) == _PAGE.count("\n### ") >= 15


@pytest.mark.parametrize("question", QUESTIONS)
def test_question_has_one_short_answer(question: str) -> None:
    file = os.environ.get("WAREHOUSE_FILE")
    if file is None:
        pytest.skip("WAREHOUSE_FILE does not name a warehouse of data/documents")
    [query] = _QUERY.findall(QUESTIONS[question])
    with duckdb.connect(file, read_only=True) as connection:
        rows = connection.execute(query).fetchall()
    assert 0 < len(rows) <= 10
