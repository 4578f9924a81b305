"""Keep what was loaded in files that any program reads, and bring it back."""

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb

from loaders.database import count, opened, quoted_text
from loaders.errors import WarehouseError
from loaders.store import TABLES, Store

_MANIFEST = "manifest.json"
_DAMAGED = "Take another backup: this one was changed, or is not complete."


@dataclass(frozen=True, slots=True)
class KeptTable:
    """A table of a backup."""

    name: str
    row_count: int
    sha256: str


def backup(build_file: Path, folder: Path) -> list[KeptTable]:
    """Write raw, one Parquet file a table, to a folder that is there in full or not at all."""
    folder = Path(os.path.abspath(folder))
    if folder.exists():
        raise WarehouseError(f"{folder} exists already.\nName a folder that is yet to be made.")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as work:
            draft = Path(work, "new")
            draft.mkdir()
            with opened(build_file, read_only=True) as connection:
                if not Store(connection).has_tables():
                    raise WarehouseError(f"{build_file} holds no documents.\nLoad some first.")
                tables = [_keep(connection, name, draft) for name in _present(connection)]
            manifest = {table.name: [table.row_count, table.sha256] for table in tables}
            (draft / _MANIFEST).write_text(json.dumps(manifest, indent=4), encoding="utf-8")
            draft.rename(folder)
    except OSError as error:
        raise WarehouseError(f"The backup to {folder} failed.\n{error}") from error
    return tables


def _present(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "select table_name from duckdb_tables()"
        " where schema_name = 'raw' and database_name = current_database()"
    ).fetchall()
    return [name for name in TABLES if (name,) in rows]


def _keep(connection: duckdb.DuckDBPyConnection, name: str, folder: Path) -> KeptTable:
    file = folder / f"{name}.parquet"
    connection.execute(
        f"copy (from raw.{name} order by all) to {quoted_text(str(file))}"
        " (format parquet, compression zstd)"
    )
    return KeptTable(name, count(connection, f"raw.{name}"), _sha256(file))


def restore(folder: Path, build_file: Path) -> list[KeptTable]:
    """Bring back what was kept, into a build file that holds no documents; all of it or nothing."""
    tables = _checked(folder)
    with opened(build_file) as connection:
        store = Store(connection)
        with store.transaction():
            store.create_tables()
            if store.documents():
                raise WarehouseError(
                    f"{build_file} holds documents already.\n"
                    "Restore into a new file: --build-file, or move this one away."
                )
            for table in tables:
                file = quoted_text(str(folder / f"{table.name}.parquet"))
                connection.execute(
                    f"insert into raw.{table.name} by name from read_parquet({file})"
                )
                if count(connection, f"raw.{table.name}") != table.row_count:
                    raise WarehouseError(f"{file} does not hold all rows.\n{_DAMAGED}")
            store.add_missing_files()
    return tables


def _checked(folder: Path) -> list[KeptTable]:
    """Return the tables of a backup whose files are as they were written."""
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        tables = [KeptTable(name, *described) for name, described in manifest.items()]
        changed = [
            table.name
            for table in tables
            if table.name not in TABLES or _sha256(folder / f"{table.name}.parquet") != table.sha256
        ]
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise WarehouseError(f"{folder} is no whole backup.\n{error}\n{_DAMAGED}") from error
    if changed:
        raise WarehouseError(f"Not as they were written: {', '.join(changed)}.\n{_DAMAGED}")
    return tables


def _sha256(file: Path) -> str:
    with file.open("rb") as opened_file:
        return hashlib.file_digest(opened_file, "sha256").hexdigest()
