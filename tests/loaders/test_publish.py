import os
import resource
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import duckdb
import pytest
import typer

import quality.cli
from loaders import publishing
from loaders.checking import ROWS_CHECKSUM, verify
from loaders.comparing import compare
from loaders.errors import WarehouseError
from loaders.publishing import publish
from loaders.store import Store
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


def finish(file: Path) -> Path:
    """Record what the tables and the documents are now, as the end of a whole build does."""
    with duckdb.connect(str(file)) as connection:
        Store(connection).create_tables()
        names = connection.execute(
            "select table_name from duckdb_tables()"
            " where schema_name = 'marts' and table_name <> 'build'"
        ).fetchall()
        tables = " union all ".join(
            f"select '{name}' as table_name, count(*) as row_count, {ROWS_CHECKSUM} as checksum"
            f" from marts.{name} as whole_row"
            for (name,) in names
        )
        connection.execute(
            "create or replace table marts.build as select 'b1' as build_id,"
            " timestamp '2026-01-02' as finished_at, '1' as project_version,"
            " 'f' as rule_fingerprint, 7 as passed_test_count,"
            " (select coalesce(list(document), []) from"
            " (select file_name, content_sha256 from raw.document where is_current) as document"
            f") as documents, (select list(one) from ({tables}) as one) as public_tables"
        )
    return file


@pytest.fixture
def build_file(tmp_path: Path) -> Path:
    return finish(build(tmp_path / "it's the build.duckdb", (*FUNDS, *BRIDGE)))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "published" / "warehouse.duckdb"


def query(file: Path, statement: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(file), read_only=True) as connection:
        return connection.execute(statement).fetchall()


def test_publishes_the_marts_with_types_and_comments_and_nothing_else(
    build_file: Path, target: Path
) -> None:
    publish(build_file, target)

    assert query(target, "select schema_name, table_name, comment from duckdb_tables()") == [
        ("marts", "bridge_agency_county", None),
        ("marts", "build", None),
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
    finish(build_file)
    tables = publish(build_file, target)

    assert {table.name: table.primary_key for table in tables if table.primary_key} == {
        "fct_funds_allocated": "funds_key"
    }
    assert query(
        target,
        "select table_name, constraint_column_names from duckdb_constraints()"
        " where constraint_type = 'PRIMARY KEY'",
    ) == [("fct_funds_allocated", ["funds_key"])]


def test_leaves_out_tables_whose_model_is_gone(build_file: Path, target: Path) -> None:
    build(build_file, ["create table marts.fct_of_old as select 1 as id"])

    assert [table.name for table in publish(build_file, target)] == [
        "bridge_agency_county",
        "build",
        "fct_funds_allocated",
    ]


def test_a_reader_keeps_the_old_file_until_it_opens_the_new_one(
    build_file: Path, target: Path
) -> None:
    publish(build_file, target)
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
        finish(build(build_file, ["insert into marts.fct_funds_allocated values ('c', 3)"]))
        publish(build_file, target)
        reader.stdin.write("\n")
        reader.stdin.flush()
        meanwhile = reader.stdout.readline()
        after, _ = reader.communicate("\n")

    assert [before, meanwhile, after] == ["2\n", "2\n", "3\n"]


def test_a_failure_leaves_the_old_file_and_no_draft(
    build_file: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(build_file, target)
    before = target.read_bytes()

    def fail(*_: object) -> None:
        raise duckdb.IOException("disk full")

    monkeypatch.setattr(publishing, "_copy_table", fail)
    with pytest.raises(WarehouseError, match="disk full"):
        publish(build_file, target)
    assert target.read_bytes() == before
    assert os.listdir(target.parent) == ["warehouse.duckdb"]


def test_a_log_of_the_old_file_is_not_replayed_into_the_new_one(
    build_file: Path, target: Path
) -> None:
    publish(build_file, target)
    log = target.with_name("warehouse.duckdb.wal")
    log.write_bytes(b"left by a program that was killed")
    publish(build_file, target)

    assert not log.exists()
    assert query(target, "select count(*) from marts.fct_funds_allocated") == [(2,)]


def test_a_link_stays_a_link(build_file: Path, target: Path, tmp_path: Path) -> None:
    publish(build_file, target)
    link = tmp_path / "link.duckdb"
    link.symlink_to(target)
    finish(build(build_file, ["insert into marts.fct_funds_allocated values ('c', 3)"]))
    publish(build_file, link)

    assert link.is_symlink()
    assert query(target, "select count(*) from marts.fct_funds_allocated") == [(3,)]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("drop schema marts cascade", "holds no finished build"),
        ("drop table marts.build", "holds no finished build"),
        ("update marts.build set finished_at = null", "holds no finished build"),
        (
            "insert into raw.document values"
            " ('k', 'new.txt', 'txt', 'utf-8', 'k', 1, 1, null, true, now())",
            "taken out since the build: new.txt",
        ),
        (
            "update marts.build set documents = [{'file_name': 'x.txt', 'content_sha256': 'k'}]",
            "taken out since the build: x.txt",
        ),
        ("drop table marts.fct_funds_allocated", "fct_funds_allocated is missing"),
        ("truncate marts.fct_funds_allocated", "has 0 rows, the build left 2"),
        ("update marts.fct_funds_allocated set amount = 3", "has other values than the build left"),
    ],
)
def test_refuses_what_is_not_of_one_finished_build(
    build_file: Path, target: Path, change: str, message: str
) -> None:
    publish(build_file, target)
    before = target.read_bytes()
    build(build_file, [change])
    with pytest.raises(WarehouseError, match=message) as refusal:
        publish(build_file, target)

    assert "Run python -m loaders build until it ends without an error" in str(refusal.value)
    assert target.read_bytes() == before
    assert os.listdir(target.parent) == ["warehouse.duckdb"]


def test_a_copy_that_lost_rows_is_not_published(
    build_file: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = publishing._copy_table

    def lossy(
        connection: duckdb.DuckDBPyConnection, name: str, comment: str | None
    ) -> publishing.PublishedTable:
        copied = copy(connection, name, comment)
        if name == "fct_funds_allocated":
            connection.execute("delete from marts.fct_funds_allocated where funds_key = 'a'")
        return copied

    monkeypatch.setattr(publishing, "_copy_table", lossy)
    with pytest.raises(WarehouseError, match="has 1 rows, the build left 2"):
        publish(build_file, target)
    assert os.listdir(target.parent) == []


@pytest.mark.parametrize("limit", [0, 5_000, 100_000, 1_000_000])
def test_a_full_disk_leaves_the_old_file_and_is_told(
    build_file: Path, target: Path, limit: int
) -> None:
    publish(build_file, target)
    before = target.read_bytes()
    random_rows = "select uuid()::varchar || i, i from range(50_000) as r(i)"
    finish(build(build_file, [f"insert into marts.fct_funds_allocated {random_rows}"]))
    done = subprocess.run(
        [sys.executable, "-m", "tests.loaders.publish_only", str(build_file), str(target)],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 2, done.stderr
    assert "warehouse.duckdb" in done.stderr
    assert target.read_bytes() == before
    assert os.listdir(target.parent) == ["warehouse.duckdb"]


def test_a_failed_rename_leaves_the_old_file_and_is_told(
    build_file: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(build_file, target)
    before = target.read_bytes()

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(WarehouseError, match="no room left on the disk"):
        publish(build_file, target)
    assert target.read_bytes() == before
    assert os.listdir(target.parent) == ["warehouse.duckdb"]


def test_what_killed_runs_left_is_cleared_away(build_file: Path, target: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    target.parent.mkdir()
    running = f"warehouse.duckdb.{os.getppid()}.tmp"
    for name in (f"warehouse.duckdb.{ended.pid}.tmp", f"warehouse.duckdb.{ended.pid}.tmp.wal"):
        (target.parent / name).touch()
    (target.parent / running).touch()
    (target.parent / f"warehouse.duckdb.{ended.pid}.tmp.tmp").mkdir()
    publish(build_file, target)

    assert sorted(os.listdir(target.parent)) == ["warehouse.duckdb", running]


def test_refuses_impossible_targets(build_file: Path, tmp_path: Path) -> None:
    with pytest.raises(WarehouseError, match="is the build file itself"):
        publish(build_file, build_file)
    with pytest.raises(WarehouseError, match="is a folder"):
        publish(build_file, tmp_path)
    with pytest.raises(WarehouseError, match="cannot be opened"):
        publish(build_file, build_file / "below a file.duckdb")
    with pytest.raises(WarehouseError, match="There is no file"):
        publish(tmp_path / "missing.duckdb", tmp_path / "x.duckdb")


def test_the_command_publishes_and_says_what(
    loaders: Loaders, build_file: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quality.cli, "check", lambda *_: None)
    loaders.build_file = build_file
    result = loaders("publish", "--to", target)

    assert result.exit_code == 0, result.output
    assert "Published 3 tables" in result.output
    assert "One stated amount" in result.output
    assert target.exists()


def test_the_command_publishes_only_what_meets_the_expectations(
    loaders: Loaders, build_file: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise typer.Exit(1)

    monkeypatch.setattr(quality.cli, "check", fail)
    loaders.build_file = build_file

    assert loaders("publish", "--to", target).exit_code == 1
    assert not target.exists()


def test_verify_tells_a_whole_file_from_a_changed_one(
    loaders: Loaders, build_file: Path, target: Path
) -> None:
    publish(build_file, target)
    result = loaders("verify", target)

    assert result.exit_code == 0, result.output
    assert "build b1 of 2026-01-02" in result.output
    assert "All 2 tables are as built, 3 rows" in result.output

    with duckdb.connect(str(target)) as connection:
        connection.execute("update marts.fct_funds_allocated set amount = 0")
        connection.execute("create table marts.notes (note varchar)")
    assert verify(target)[1] == [
        "fct_funds_allocated has other values than the build left",
        "notes is no table of the build",
    ]
    assert loaders("verify", target).exit_code == 1


def test_verify_says_what_is_no_published_file(loaders: Loaders, tmp_path: Path) -> None:
    assert "There is no warehouse" in loaders("verify", tmp_path / "missing.duckdb").output
    other = build(tmp_path / "other.duckdb", FUNDS)
    result = loaders("verify", other)
    assert result.exit_code == 2
    assert "does not say which build it stems from" in result.output


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
