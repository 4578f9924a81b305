"""What dbt records of a build, tried on a small project with the project's own hooks."""

import shutil
import signal
import time

import pytest

from tests.loaders.small_project import FACT, Project


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("small"))
    project.dbt("build", "--exclude-resource-type", "unit_test")
    shutil.copy(project.build_file, project.folder / "whole.duckdb")
    return project


@pytest.fixture
def project(built: Project) -> Project:
    """A project whose last run was a whole build."""
    shutil.copy(built.folder / "whole.duckdb", built.build_file)
    built.build_file.with_name("build.duckdb.wal").unlink(missing_ok=True)
    built.write("models/marts/fct.sql", FACT)
    assert built.is_whole
    return built


def test_a_whole_build_says_what_it_is(project: Project) -> None:
    fingerprint, *others = project.record()
    assert others == [2, 3, "a.txt"]

    project.write("models/marts/fct.sql", f"{FACT} where true")
    project.dbt("build")
    assert project.is_whole
    assert project.record()[0] != fingerprint
    assert project.record()[1:] == (2, 3, "a.txt")


def test_tests_alone_change_nothing(project: Project) -> None:
    project.dbt("test")
    assert project.is_whole


@pytest.mark.parametrize(
    "arguments",
    [
        ("run", "--select", "fct"),
        ("seed",),
        ("build", "--exclude", "fct"),
        ("build", "--exclude-resource-type", "test"),
        ("build", "--empty"),
    ],
    ids=" ".join,
)
def test_a_run_of_a_part_is_no_whole_build(project: Project, arguments: tuple[str, ...]) -> None:
    project.dbt(*arguments)
    assert not project.is_whole


@pytest.mark.parametrize(
    "fact",
    [
        "select 'took' as word from {{ ref('word') }}, {{ ref('line_word') }}",
        "select absent from {{ ref('word') }}",
    ],
    ids=["a test", "a model"],
)
def test_a_build_that_fails_is_no_whole_build(project: Project, fact: str) -> None:
    project.write("models/marts/fct.sql", fact)
    project.dbt("build", "--exclude-resource-type", "unit_test", succeeds=False)
    assert not project.is_whole


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_a_build_that_is_ended_is_no_whole_build(project: Project, ending: signal.Signals) -> None:
    project.write(
        "models/marts/fct.sql",
        f"{FACT} where (select sum(random()) from range(9000000000)) > 0",
    )
    with project.start("build", "--exclude-resource-type", "unit_test") as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "START" in line and "marts.fct" in line:
                break
        # What interrupts a query that has not begun is lost on it.
        time.sleep(2)
        process.send_signal(ending)
        process.communicate()
    assert process.returncode != 0
    assert not project.is_whole
