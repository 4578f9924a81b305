import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pytest

from loaders import cli, publishing
from loaders.comparing import compare
from loaders.errors import WarehouseError
from loaders.publishing import expected_tables, publish
from tests.loaders.conftest import Loaders

FUNDS = (
    "create table marts.fct_funds_allocated (funds_key varchar not null, amount decimal(18, 2))",
    "insert into marts.fct_funds_allocated values ('b', 1.50), ('a', null)",
    "comment on table marts.fct_funds_allocated is 'One stated amount. It''s money.'",
    "comment on column marts.fct_funds_allocated.amount is 'In the currency''s unit.'",
)
BRIDGE = (
    "create table marts.bridge_agency_county (agency_key varchar, county_key varchar)",
    "insert into marts.bridge_agency_county values ('x', 'y')",
)


def build(file: Path, statements: Iterable[str]) -> Path:
    with duckdb.connect(str(file)) as connection:
        connection.execute("create schema if not exists marts")
        connection.execute("create table if not exists secret (id integer)")
        for statement in statements:
            connection.execute(statement)
    return file


@pytest.fixture
def build_file(tmp_path: Path) -> Path:
    return build(tmp_path / "it's the build.duckdb", (*FUNDS, *BRIDGE))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "published" / "warehouse.duckdb"


def query(file: Path, statement: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute(statement).fetchall()


def test_publishes_the_marts_with_types_and_comments_and_nothing_else(
    build_file: Path, target: Path
) -> None:
    publish(build_file, target, frozenset())

    assert query(target, "select schema_name, table_name, comment from duckdb_tables()") == [
        ("marts", "bridge_agency_county", None),
        ("marts", "fct_funds_allocated", "One stated amount. It's money."),
    ]
    assert query(
        target,
        "select column_name, data_type, comment from duckdb_columns()"
        " where table_name = 'fct_funds_allocated'",
    ) == [("funds_key", "VARCHAR", None), ("amount", "DECIMAL(18,2)", "In the currency's unit.")]
    assert [str(row) for row in query(target, "from marts.fct_funds_allocated")] == [
        "('b', Decimal('1.50'))",
        "('a', None)",
    ]
    assert os.listdir(target.parent) == ["warehouse.duckdb"]


def test_gives_a_primary_key_to_tables_with_a_key_of_their_own(
    build_file: Path, target: Path
) -> None:
    build(
        build_file,
        [
            "create table marts.doubled as select unnest(['a', 'a']) as doubled_key",
            "create table marts.gap as select unnest(['a', null]) as gap_key",
            "create table marts.data_quality_issue as select 'fct' as fact_table",
        ],
    )
    tables = publish(build_file, target, frozenset())

    assert {table.name: table.primary_key for table in tables if table.primary_key} == {
        "fct_funds_allocated": "funds_key"
    }
    assert query(
        target,
        "select table_name, constraint_column_names from duckdb_constraints()"
        " where constraint_type = 'PRIMARY KEY'",
    ) == [("fct_funds_allocated", ["funds_key"])]


def test_leaves_out_tables_whose_model_is_gone(build_file: Path, target: Path) -> None:
    tables = publish(build_file, target, {"fct_funds_allocated"})

    assert [table.name for table in tables] == ["fct_funds_allocated"]


def test_expects_a_table_for_each_model(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "dim_year.sql").touch()
    (tmp_path / "_marts__models.yml").touch()
    (tmp_path / "reports" / "rpt_rule.sql").touch()

    assert expected_tables(tmp_path) == {"dim_year", "rpt_rule"}


def test_a_reader_keeps_the_old_file_until_it_opens_the_new_one(
    build_file: Path, target: Path
) -> None:
    publish(build_file, target, frozenset())
    script = (
        "import duckdb, sys\n"
        "count = 'select count(*) from marts.fct_funds_allocated'\n"
        "reader = duckdb.connect(sys.argv[1], read_only=True)\n"
        "for _ in range(2):\n"
        "    print(reader.execute(count).fetchone()[0], flush=True); input()\n"
        "reader.close()\n"
        "print(duckdb.connect(sys.argv[1], read_only=True).execute(count).fetchone()[0])\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(target)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdin is not None
        before = reader.stdout.readline()
        build(build_file, ["insert into marts.fct_funds_allocated values ('c', 3)"])
        publish(build_file, target, frozenset())
        reader.stdin.write("\n")
        reader.stdin.flush()
        meanwhile = reader.stdout.readline()
        after, _ = reader.communicate("\n")

    assert [before, meanwhile, after] == ["2\n", "2\n", "3\n"]


def test_a_failure_leaves_the_old_file_and_no_draft(
    build_file: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(build_file, target, frozenset())
    before = target.read_bytes()

    def fail(*_: object) -> None:
        raise duckdb.IOException("disk full")

    monkeypatch.setattr(publishing, "_copy_table", fail)
    with pytest.raises(WarehouseError, match="disk full"):
        publish(build_file, target, frozenset())
    assert target.read_bytes() == before
    assert os.listdir(target.parent) == ["warehouse.duckdb"]


def test_a_log_of_the_old_file_is_not_replayed_into_the_new_one(
    build_file: Path, target: Path
) -> None:
    publish(build_file, target, frozenset())
    log = target.with_name("warehouse.duckdb.wal")
    log.write_bytes(b"left by a program that was killed")
    publish(build_file, target, frozenset())

    assert not log.exists()
    assert query(target, "select count(*) from marts.fct_funds_allocated") == [(2,)]


def test_a_link_stays_a_link(build_file: Path, target: Path, tmp_path: Path) -> None:
    publish(build_file, target, frozenset())
    link = tmp_path / "link.duckdb"
    link.symlink_to(target)
    build(build_file, ["insert into marts.fct_funds_allocated values ('c', 3)"])
    publish(build_file, link, frozenset())

    assert link.is_symlink()
    assert query(target, "select count(*) from marts.fct_funds_allocated") == [(3,)]


@pytest.mark.parametrize(
    ("statements", "expected", "message"),
    [
        ((), frozenset(), "holds no marts"),
        (BRIDGE, frozenset({"dim_year"}), "The marts are not complete: dim_year not built"),
    ],
)
def test_refuses_to_publish_what_is_not_built(
    tmp_path: Path, target: Path, statements: tuple[str, ...], expected: set[str], message: str
) -> None:
    with pytest.raises(WarehouseError, match=message):
        publish(build(tmp_path / "build.duckdb", statements), target, expected)
    assert not target.exists()


def test_refuses_impossible_targets(build_file: Path, tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="is the build file itself"):
        publish(build_file, build_file, frozenset())
    with pytest.raises(WarehouseError, match="is a folder"):
        publish(build_file, tmp_path, frozenset())
    with pytest.raises(WarehouseError, match="cannot be opened"):
        publish(build_file, build_file / "below a file.duckdb", frozenset())
    with pytest.raises(WarehouseError, match="There is no file"):
        publish(tmp_path / "missing.duckdb", tmp_path / "x.duckdb", frozenset())


def test_the_command_publishes_and_says_what(
    loaders: Loaders, build_file: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "MARTS_MODELS", target)
    loaders.build_file = build_file
    result = loaders("publish", "--to", target)

    assert result.exit_code == 0, result.output
    assert "Published 2 tables" in result.output
    assert "One stated amount" in result.output
    assert target.exists()


def test_equal_builds_are_the_same_whatever_the_order_of_rows(
    loaders: Loaders, tmp_path: Path
) -> None:
    documents = "create table marts.dim_document as select 'd' as document_key, {} as loaded_at"
    first = build(tmp_path / "1.duckdb", (*FUNDS, documents.format(1)))
    second = build(tmp_path / "2.duckdb", (*FUNDS[:1], documents.format(2)))
    build(second, ["insert into marts.fct_funds_allocated values ('a', null), ('b', 1.5)"])

    result = loaders("compare", first, second)
    assert result.exit_code == 0, result.output
    assert "2 tables are the same, 0 differ" in result.output


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("update marts.fct_funds_allocated set amount = 2 where funds_key = 'b'", "amount=1.50"),
        ("insert into marts.fct_funds_allocated values ('a', null)", "funds_key=a"),
        ("alter table marts.fct_funds_allocated add column year integer", "columns differ: year"),
        ("drop table marts.fct_funds_allocated", "missing"),
    ],
)
def test_unlike_builds_are_told_apart(
    loaders: Loaders, tmp_path: Path, change: str, told: str
) -> None:
    first = build(tmp_path / "1.duckdb", (*FUNDS, *BRIDGE))
    second = build(tmp_path / "2.duckdb", (*FUNDS, *BRIDGE, change))

    result = loaders("compare", first, second)
    assert result.exit_code == 1
    assert told in result.output
    assert "1 tables are the same, 1 differ" in result.output


def test_compare_needs_two_files_with_marts(loaders: Loaders, tmp_path: Path) -> None:
    full, empty = build(tmp_path / "1.duckdb", BRIDGE), build(tmp_path / "2.duckdb", ())

    assert loaders("compare", full, tmp_path / "missing.duckdb").exit_code == 2
    with pytest.raises(WarehouseError, match="holds no marts"):
        compare(full, empty)
