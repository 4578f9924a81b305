from pathlib import Path

import duckdb
import pytest

from loaders import running
from loaders.database import in_memory
from loaders.errors import WarehouseError
from loaders.running import Model, Plan, Seed


def model(name: str, sql: str, *needs: str) -> Model:
    return Model(name, "marts", sql, list(needs), reads_text=True)


def connection_with(*models: Model) -> tuple[duckdb.DuckDBPyConnection, Plan]:
    connection = duckdb.connect()
    connection.execute("attach ':memory:' as explain; use explain")
    return connection, Plan(list(models), [])


def test_a_model_runs_behind_what_it_reads() -> None:
    steps: list[tuple[int, int]] = []
    connection, plan = connection_with(
        model(
            "last",
            "from explain.marts.first union all from explain.marts.second",
            "first",
            "second",
        ),
        model("second", "select value + 1 as value from explain.marts.first", "first", "a_seed"),
        model("first", "select 1 as value"),
    )
    running.run(connection, plan, lambda *step: steps.append(step))

    assert sorted(connection.execute("from marts.last").fetchall()) == [(1,), (2,)]
    assert steps == [(1, 3), (2, 3), (3, 3)]


def test_the_model_that_fails_is_told() -> None:
    connection, plan = connection_with(
        model("first", "select 1 as value"),
        model("second", "select valu from marts.first", "first"),
    )
    with pytest.raises(WarehouseError, match=r"The model second failed(.|\n)*valu"):
        running.run(connection, plan, lambda *_: None)


def test_a_seed_is_read_as_declared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "CHECKOUT", tmp_path)
    (tmp_path / "code.csv").write_text(
        'code,name,weight,is_old\n011021,"a, ""b""",2,true\n,,,\n', encoding="utf-8"
    )
    types = {"is_old": "boolean", "weight": "decimal(4, 2)", "code": "varchar", "name": "varchar"}
    with in_memory() as connection:
        connection.execute("attach ':memory:' as explain; create schema explain.seeds")
        running._read_seed(connection, Seed("code", "seeds", "code.csv", types))
        rows = connection.execute("select *, typeof(weight) from explain.seeds.code").fetchall()

    assert [(row[0], row[1], row[3], row[4]) for row in rows] == [
        ("011021", 'a, "b"', True, "DECIMAL(4,2)"),
        (None, None, None, "DECIMAL(4,2)"),
    ]


def test_a_seed_that_cannot_be_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "CHECKOUT", tmp_path)
    (tmp_path / "code.csv").write_text("weight\nheavy\n", encoding="utf-8")
    with in_memory() as connection:
        connection.execute("attach ':memory:' as explain; create schema explain.seeds")
        with pytest.raises(WarehouseError, match=r"code\.csv cannot be read(.|\n)*heavy"):
            running._read_seed(connection, Seed("code", "seeds", "code.csv", {"weight": "integer"}))


def test_a_changed_file_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "CHECKOUT", tmp_path)
    file = tmp_path / "models" / "deep" / "a.sql"
    file.parent.mkdir(parents=True)
    file.write_text("select 1")
    before = running._fingerprint(("models",))
    assert running._fingerprint(("models",)) == before
    file.write_text("select 2")
    assert running._fingerprint(("models",)) != before
    file.write_text("select 1")
    assert running._fingerprint(("models",)) == before
    file.rename(file.with_name("b.sql"))
    assert running._fingerprint(("models",)) != before


def test_what_dbt_reports_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "CHECKOUT", tmp_path)
    monkeypatch.setattr(running, "EXPLAIN_CACHE", tmp_path / "cache")
    with pytest.raises(
        WarehouseError, match=r"dbt could not compile(.|\n)*No dbt_project\.yml found"
    ):
        running._manifest(["number_ledger"])
    assert not (tmp_path / "cache").exists()


def test_only_the_newest_of_a_kind_is_kept(tmp_path: Path) -> None:
    for number in (1, 2):
        with running._draft(tmp_path / f"plan-{number}.json") as draft:
            draft.write_text("{}")
    assert [file.name for file in tmp_path.iterdir()] == ["plan-2.json"]
