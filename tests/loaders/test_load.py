import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.errors import RefusedError
from loaders.limits import Limits
from loaders.loading import find_files
from loaders.paths import CHECKOUT
from loaders.readers import read
from loaders.reading import read_file
from loaders.store import Document, Outcome, Store
from tests.loaders.conftest import Loaders
from tests.loaders.samples import docx_of, pdf_of

DOCUMENTS = CHECKOUT / "data" / "documents"


def text_document(file_name: str, text: str) -> Document:
    content = text.encode()
    file_format, extracted = read(Path(file_name), content, Limits())
    key = hashlib.sha256(content).hexdigest()
    return Document(file_name, file_format, key, len(content), extracted)


def state_of(loaders: Loaders) -> list[list[tuple[object, ...]]]:
    return [
        loaders.query(f"select * from raw.{table} order by all")
        for table in ("document", "line", "refusal")
    ]


def test_the_documents_of_the_project_can_be_put_together_again(loaders: Loaders) -> None:
    result = loaders("load", DOCUMENTS)

    assert result.exit_code == 0, result.output
    files = sorted(DOCUMENTS.glob("*.txt"))
    assert files
    for file in files:
        assert loaders.text_of(file.name) == file.read_bytes().decode("utf-8")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"])).map(lambda text: f"{text}\nx"))
def test_raw_gives_back_any_text(store: Store, text: str) -> None:
    document = text_document("any.txt", text)
    store.save(document, "any.txt")

    rows = store._rows(
        "select line_number, line_text from raw.line where document_key = ? order by line_number",
        document.key,
    )
    assert "\n".join(row[1] for row in rows) == text.removeprefix("\ufeff")
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))


def test_every_format_is_loaded_with_what_is_known_of_it(loaders: Loaders, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("贫困\n".encode("gb18030"))
    (tmp_path / "b.docx").write_bytes(docx_of("one", "two"))
    (tmp_path / "c.pdf").write_bytes(pdf_of(["one"], ["two"]))
    (tmp_path / "d.html").write_bytes(b"<p>one<p>two")

    assert loaders("load", *sorted(tmp_path.glob("?.*"))).exit_code == 0
    assert loaders.query(
        "select file_name, format, encoding, line_count, page_count from raw.document order by 1"
    ) == [
        ("a.txt", "txt", "gb18030", 2, None),
        ("b.docx", "docx", None, 2, None),
        ("c.pdf", "pdf", None, 2, 2),
        ("d.html", "html", "utf-8", 2, None),
    ]
    assert loaders.query(
        "select page_number from raw.line join raw.document using (document_key)"
        " where format = 'pdf' order by line_number"
    ) == [(1,), (2,)]


def test_loading_twice_changes_nothing(loaders: Loaders, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "bad.txt").write_bytes(b"")
    loaders("load", tmp_path / "a.txt", tmp_path / "bad.txt")
    before = state_of(loaders)
    result = loaders("load", tmp_path / "a.txt", tmp_path / "bad.txt")

    assert "unchanged" in result.output
    assert state_of(loaders) == before


def test_a_changed_file_is_a_new_version_and_an_old_one_can_come_back(store: Store) -> None:
    old, new = text_document("a.txt", "old"), text_document("a.txt", "new")

    def versions() -> dict[str, bool]:
        return {row.document_key: row.is_current for row in store.documents()}

    assert store.save(old, "a.txt") == (Outcome.LOADED, "a.txt")
    assert store.save(new, "a.txt") == (Outcome.NEW_VERSION, "a.txt")
    assert versions() == {new.key: True, old.key: False}
    assert store.save(old, "a.txt") == (Outcome.CURRENT_AGAIN, "a.txt")
    assert versions() == {new.key: False, old.key: True}
    assert store._rows("select count(*) from raw.line") == [(2,)]


def test_the_same_content_under_another_name_is_one_document(store: Store) -> None:
    store.save(text_document("a.txt", "same"), "a.txt")
    store.save(text_document("b.txt", "other"), "b.txt")

    assert store.save(text_document("b.txt", "same"), "b.txt") == (Outcome.SAME_CONTENT, "a.txt")
    assert [(row.file_name, row.is_current) for row in store.documents()] == [
        ("a.txt", True),
        ("b.txt", False),
    ]


def test_old_content_under_a_new_name_becomes_current_under_that_name(store: Store) -> None:
    store.save(text_document("a.txt", "old"), "a.txt")
    store.save(text_document("a.txt", "new"), "a.txt")

    assert store.save(text_document("b.txt", "old"), "b.txt") == (Outcome.CURRENT_AGAIN, "b.txt")
    assert [(row.file_name, row.is_current) for row in store.documents()] == [
        ("a.txt", True),
        ("b.txt", True),
    ]


def test_a_document_is_stored_whole_or_not_at_all(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.save(text_document("a.txt", "old"), "a.txt")
    insert = store._insert

    def insert_and_fail(document: Document) -> None:
        insert(document)
        raise KeyboardInterrupt

    monkeypatch.setattr(store, "_insert", insert_and_fail)
    with pytest.raises(KeyboardInterrupt):
        store.save(text_document("a.txt", "new"), "a.txt")

    assert [row.is_current for row in store.documents()] == [True]
    assert store._rows("select line_text from raw.line") == [("old",)]


def test_refused_files_are_recorded_and_the_others_load(loaders: Loaders, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text("text")
    (tmp_path / "table.xlsx").write_bytes(b"PK\x03\x04")
    result = loaders("load", *sorted(tmp_path.glob("*.*")), tmp_path / "missing.txt")

    assert result.exit_code == 1
    assert "1 of 4 files are loaded, 3 refused." in result.output
    assert "fetch the document again" in result.output
    assert loaders.query("select file_name, reason from raw.refusal order by 1") == [
        ("empty.txt", "the file is empty"),
        ("missing.txt", "there is no such file or folder"),
        ("table.xlsx", "the format .xlsx is not known"),
    ]
    assert loaders.text_of("good.txt") == "text"


def test_a_refusal_goes_when_the_file_loads_and_changes_when_its_reason_does(
    loaders: Loaders, tmp_path: Path
) -> None:
    file = tmp_path / "a.txt"
    loaders("load", file)
    file.write_bytes(b"")
    loaders("load", file)
    assert loaders.query("select reason from raw.refusal") == [("the file is empty",)]

    file.write_text("text")
    assert loaders("load", file).exit_code == 0
    assert loaders.query("select reason from raw.refusal") == []


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Permission denied"), "you have no permission to read it"),
        (OSError(5, "Input/output error"), r"it cannot be read (Input/output error)"),
    ],
)
def test_a_file_that_the_system_does_not_give_is_refused(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: OSError,
    reason: str,
) -> None:
    (tmp_path / "a.txt").write_text("text")

    def fail(_: Path) -> bytes:
        raise error

    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(RefusedError) as refusal:
        read_file(tmp_path / "a.txt", Limits())
    assert refusal.value.reason == reason


def test_a_folder_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    scandir: Callable[[Path], object] = os.scandir

    def fail_if_closed(path: Path) -> object:
        if Path(path) == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", fail_if_closed)
    monkeypatch.setattr(os, "listdir", fail_if_closed)
    (tmp_path / "a.txt").write_text("text")
    assert find_files([tmp_path]) == [closed, tmp_path / "a.txt"]
    with pytest.raises(RefusedError, match="you have no permission to read it"):
        read_file(closed, Limits())


def test_odd_paths_are_refused(loaders: Loaders, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")

    assert loaders("load", tmp_path / "folder", tmp_path / "pipe.txt").exit_code == 1
    assert loaders.query("select file_name, reason from raw.refusal order by 1") == [
        ("folder", "the folder holds no document"),
        ("pipe.txt", "it is not a regular file"),
    ]


def test_two_files_of_one_name_are_not_taken_for_versions(loaders: Loaders, tmp_path: Path) -> None:
    for folder in ("2016", "2017"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "yearbook.txt").write_text(folder)

    result = loaders("load", tmp_path)
    assert result.exit_code == 1
    assert "has the same name" in result.output
    assert loaders.text_of("yearbook.txt") == "2016"


def test_a_folder_gives_its_files_in_order_but_no_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a.pdf", ".hidden.txt", "README.md", "~$a.docx", "sub/c.txt", ".git/d"):
        file = tmp_path / "docs" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("text")

    found = find_files([tmp_path / "docs", tmp_path / "docs" / "b.txt"])
    assert [file.name for file in found] == ["a.pdf", "b.txt", "c.txt"]
    assert [file.name for file in find_files([tmp_path / "docs" / "README.md"])] == ["README.md"]


def test_names_that_are_no_text_or_look_like_markup_are_loaded(
    loaders: Loaders, tmp_path: Path
) -> None:
    (tmp_path / "[red]贫困 it's.txt").write_text("one")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")).write_text("two")

    result = loaders("load", tmp_path)
    assert result.exit_code == 0, result.output
    assert "[red]贫困 it's.txt" in result.output
    assert loaders.query("select file_name from raw.document order by 1") == [
        ("[red]贫困 it's.txt",),
        ("\ufffd.txt",),
    ]
    assert "[red]贫困 it's.txt" in loaders("list").output


def test_many_lines_keep_their_numbers(store: Store) -> None:
    document = text_document("long.txt", "\n".join(f"{number}" for number in range(1, 12_346)))
    store.save(document, "long.txt")

    assert store._rows(
        "select count(*), count(*) filter (line_text = line_number::varchar) from raw.line"
    ) == [(12_345, 12_345)]


def test_list_and_remove(loaders: Loaders, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    for text in ("old", "new"):
        file.write_text(text)
        loaders("load", file)
    loaders("load", tmp_path / "missing.txt")

    listed = loaders("list").output
    assert "current" in listed
    assert "older" in listed
    assert "there is no such file or folder" in listed

    removed = loaders("remove", "a.txt", "missing.txt")
    assert removed.exit_code == 0
    assert "removed a.txt (versions: 2, refusals: 0)" in removed.output
    assert state_of(loaders) == [[], [], []]
    assert "Nothing is loaded." in loaders("list").output

    unknown = loaders("remove", "a.txt")
    assert unknown.exit_code == 1
    assert "a.txt is not loaded" in unknown.output


def test_raw_is_described(loaders: Loaders, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    loaders("load", tmp_path / "a.txt")

    assert (
        loaders.query(
            "select table_name from duckdb_tables() where schema_name = 'raw' and comment is null"
            " union all select column_name from duckdb_columns() where schema_name = 'raw'"
            " and comment is null"
        )
        == []
    )


def test_commands_before_the_first_load_say_what_to_do(loaders: Loaders) -> None:
    result = loaders("list")

    assert result.exit_code == 2
    assert "Load documents first" in result.output
    assert not loaders.build_file.exists()


def test_a_file_that_is_no_database_is_named(loaders: Loaders) -> None:
    loaders.build_file.parent.mkdir()
    loaders.build_file.write_text("not a database, but long enough to hold a header " * 100)

    for command in (["load", str(DOCUMENTS)], ["list"], ["remove", "a.txt"], ["publish"]):
        result = loaders(*command)
        assert result.exit_code == 2
        assert "is not a DuckDB file" in result.output


def test_a_build_file_in_use_is_named(loaders: Loaders, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    loaders("load", tmp_path / "a.txt")
    script = "import duckdb, sys; _ = duckdb.connect(sys.argv[1]); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", script, str(loaders.build_file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        results = [loaders("load", tmp_path / "a.txt"), loaders("list"), loaders("publish")]
        other.communicate("\n")

    for result in results:
        assert result.exit_code == 2
        assert "Another program has" in result.output


def test_the_default_build_file_is_that_of_the_checkout(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    environment.pop("WAREHOUSE_BUILD_FILE", None)
    code = "from loaders.paths import BUILD_FILE, PUBLISHED_FILE; print(BUILD_FILE, PUBLISHED_FILE)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    expected = f"{CHECKOUT / 'build' / 'build.duckdb'} {CHECKOUT / 'warehouse.duckdb'}"
    assert done.stdout.strip() == expected


@pytest.mark.parametrize("command", ["load", "list", "remove", "publish", "compare"])
def test_help_teaches_by_example(loaders: Loaders, command: str) -> None:
    result = loaders(command, "--help")

    assert result.exit_code == 0
    assert f"python -m loaders {command}" in result.output


def test_the_build_file_can_be_read_by_any_program(loaders: Loaders, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    loaders("load", tmp_path / "a.txt")

    with duckdb.connect(str(loaders.build_file), read_only=True) as connection:
        assert connection.execute("from raw.line").fetchall()[0][3] == "text"
