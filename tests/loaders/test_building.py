"""Reading in batches, tried on a small project with the hooks of the real one."""

import random
from pathlib import Path

import duckdb
import pytest

from loaders.building import Progress, build
from loaders.errors import WarehouseError
from loaders.visible import visible_line
from tests.hostile import HOSTILE, HOSTILE_NAME, STEERING_SIGNS
from tests.loaders.conftest import Loaders
from tests.loaders.small_project import Project


class Listener:
    """Notes how many documents were left before each batch."""

    def __init__(self) -> None:
        self.left: list[int] = []

    def progress(self, progress: Progress) -> None:
        self.left.append(progress.unread_documents)

    def step(self, name: str, seconds: float) -> None:
        assert name
        assert seconds >= 0


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    for variable in ("DBT_TARGET_PATH", "DBT_LOG_PATH"):
        monkeypatch.delenv(variable, raising=False)
    return Project(tmp_path)


def built(project: Project, batch_bytes: int) -> tuple[list[int], list[str]]:
    """Build; return the documents that were left before each batch, and those set aside."""
    listener = Listener()
    set_aside = build(project.build_file, listener, batch_bytes, project.folder)
    assert project.is_whole
    return listener.left, [document.file_name for document in set_aside]


def kept(project: Project) -> list[tuple[str, str]]:
    with duckdb.connect(str(project.build_file), read_only=True) as connection:
        return connection.execute(
            "select file_name, word from marts.dim_document inner join marts.line_word"
            " using (document_key) order by file_name"
        ).fetchall()


def test_documents_are_read_in_batches_and_only_once(project: Project) -> None:
    project.load("b.txt", "lent")
    project.load("c.txt", "sent")
    assert built(project, 9) == ([3, 1], [])
    assert kept(project) == [("a.txt", "gave"), ("b.txt", "lent"), ("c.txt", "sent")]

    assert built(project, 9) == ([], [])
    project.load("d.txt", "made")
    assert built(project, 9) == ([1], [])
    assert kept(project)[-1] == ("d.txt", "made")


def test_a_change_and_a_removal_leave_what_a_full_build_gives(project: Project) -> None:
    names = ["b.txt", "c.txt", "d.txt", "e.txt"]
    random.Random(1).shuffle(names)
    for name in names:
        project.load(name, f"gave {name}")
        built(project, 1)
    project.load("c.txt", "sent")
    project.remove("d.txt")
    assert built(project, 1) == ([1], [])
    after = kept(project)

    project.forget()
    assert built(project, 1000) == ([4], [])
    assert kept(project) == after
    assert after[2] == ("c.txt", "sent")


def test_another_rule_reads_everything_again(project: Project) -> None:
    project.load("b.txt", "lent")
    built(project, 1000)
    project.write("seeds/word.csv", "word\ngave\nlent\n")
    project.write("tests/one_word.sql", "select * from {{ ref('fct') }} where word = ''")
    assert built(project, 1000)[0] == [2]


def test_a_document_that_fails_is_set_aside_and_the_others_are_built(project: Project) -> None:
    for name, text in (("b.txt", "took"), ("c.txt", "lent"), ("d.txt", "made")):
        project.load(name, text)
    left, set_aside = built(project, 1000)
    assert left == [4, 4, 4, 3, 2]
    assert set_aside == ["b.txt"]
    assert [name for name, _ in kept(project)] == ["a.txt", "c.txt", "d.txt"]
    # It stays aside, without a try, until it or a rule changes.
    assert built(project, 1000) == ([], ["b.txt"])
    project.load("b.txt", "paid")
    assert built(project, 1000) == ([1], [])


def test_what_a_failing_document_says_stays_text(
    project: Project, capfd: pytest.CaptureFixture[str]
) -> None:
    project.write(
        "tests/no_error.sql",
        "select * from {{ ref('line_word') }} where word like 'raise%' and error(word) = ''",
    )
    name = visible_line(f"{HOSTILE_NAME}.txt")
    project.load(name, f"raise {HOSTILE}")
    set_aside = built(project, 1000)[1]
    listed = Loaders(project.build_file)("list").output

    assert set_aside == [name]
    assert "raise" in listed
    assert "\nloaded          fake" not in listed
    assert not STEERING_SIGNS & set("".join(capfd.readouterr()) + listed)


def test_if_every_document_fails_nothing_is_built(project: Project) -> None:
    project.load("a.txt", "took")
    with pytest.raises(WarehouseError, match="No document can be read"):
        build(project.build_file, Listener(), 1000, project.folder)
    assert not project.is_whole
