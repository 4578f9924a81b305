import os
from pathlib import Path

import duckdb
import pytest

from loaders.errors import WarehouseError
from loaders.keeping import backup, restore
from loaders.publishing import require_whole_build
from tests.loaders.conftest import Loaders

TABLES = ("document", "file", "line", "refusal")


def contents(file: Path) -> dict[str, list[tuple[object, ...]]]:
    with duckdb.connect(str(file), read_only=True) as connection:
        return {
            name: connection.execute(f"from raw.{name} order by all").fetchall() for name in TABLES
        }


@pytest.fixture
def loaded(loaders: Loaders, tmp_path: Path) -> Loaders:
    for text in ("old", "new\n5 people\n"):
        (tmp_path / "a.txt").write_text(text)
        loaders("load", tmp_path / "a.txt", tmp_path / "missing.txt")
    return loaders


def test_what_was_kept_comes_back(loaded: Loaders, tmp_path: Path) -> None:
    kept, again = tmp_path / "kept", tmp_path / "again.duckdb"
    assert loaded("backup", kept).exit_code == 0
    result = loaded("restore", kept, "--build-file", again)

    assert result.exit_code == 0, result.output
    assert contents(again) == contents(loaded.build_file)
    assert len(contents(again)["document"]) == 2
    files = {"manifest.json", *(f"{name}.parquet" for name in TABLES)}
    assert set(os.listdir(kept)) == files


@pytest.mark.parametrize("name", ["line.parquet", "document.parquet", "manifest.json"])
@pytest.mark.parametrize("damage", ["cut", "gone", "other"])
def test_a_damaged_backup_is_not_restored(
    loaded: Loaders, tmp_path: Path, name: str, damage: str
) -> None:
    kept, again = tmp_path / "kept", tmp_path / "again.duckdb"
    backup(loaded.build_file, kept)
    file = kept / name
    content = file.read_bytes()
    file.unlink()
    if damage == "cut":
        file.write_bytes(content[:-20])
    if damage == "other":
        file.write_bytes(bytes(byte ^ 1 for byte in content))

    with pytest.raises(WarehouseError, match="Take another backup"):
        restore(kept, again)
    assert not again.exists()


def test_nothing_is_overwritten(loaded: Loaders, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    backup(loaded.build_file, kept)
    before = contents(loaded.build_file)

    with pytest.raises(WarehouseError, match="exists already"):
        backup(loaded.build_file, kept)
    with pytest.raises(WarehouseError, match="holds documents already"):
        restore(kept, loaded.build_file)
    assert contents(loaded.build_file) == before


def test_a_build_file_of_the_version_before_goes_on(loaders: Loaders, tmp_path: Path) -> None:
    loaders.build_file.parent.mkdir()
    with duckdb.connect(str(loaders.build_file)) as connection:
        connection.execute(Path(__file__).with_name("version_before.ddl").read_text("utf-8"))
    assert "a.txt" in loaders("list").output
    backup(loaders.build_file, tmp_path / "kept")
    with pytest.raises(WarehouseError, match="Run python -m loaders build"):
        require_whole_build(loaders.build_file)

    (tmp_path / "a.txt").write_text("newer")
    (tmp_path / "d.txt").write_text("d")
    result = loaders("load", tmp_path / "a.txt", tmp_path / "d.txt")
    assert result.exit_code == 0, result.output
    assert loaders.text_of("a.txt") == "newer"
    assert loaders.text_of("b.txt") == "b\n"
    assert loaders.query("select count(*) from raw.document where not is_current") == [(2,)]

    restore(tmp_path / "kept", tmp_path / "again.duckdb")
    assert len(contents(tmp_path / "again.duckdb")["file"]) == 2
