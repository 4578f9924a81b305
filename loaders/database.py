"""Open DuckDB files, with errors that a reader can act on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from loaders.errors import WarehouseError

# What DuckDB raises while it writes, and not for a mistake in a statement.
_FAILURES_OF_THE_DISK = (
    duckdb.IOException,
    duckdb.TransactionException,
    duckdb.FatalException,
    duckdb.OutOfMemoryException,
)


@contextmanager
def opened(path: Path, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a file for as long as the block runs. Only a writer creates the file and its folder."""
    if read_only:
        require_file(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = duckdb.connect(str(path), read_only=read_only)
    except (duckdb.Error, OSError) as error:
        raise explained(error, path) from error
    try:
        _without_progress(connection)
        yield connection
    except _FAILURES_OF_THE_DISK as error:
        raise explained(error, path) from error
    finally:
        connection.close()


@contextmanager
def in_memory() -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database to attach files to."""
    with duckdb.connect() as connection:
        _without_progress(connection)
        yield connection


def _without_progress(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep its bar out of what a command prints, which may go to a file."""
    connection.execute("set enable_progress_bar = false")


def attach(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    """Attach a file to an open connection, for reading, as the catalog `name`."""
    require_file(path)
    try:
        connection.execute(f"attach {quoted_text(str(path))} as {name} (read_only)")
    except duckdb.Error as error:
        raise explained(error, path) from error


def require_file(path: Path) -> None:
    """Stop where there is nothing to read yet."""
    if not path.is_file():
        raise WarehouseError(
            f"There is no file {path}.\n"
            "Load documents first (python -m loaders load data/documents), then run"
            " python -m loaders build."
        )


def require_published(path: Path) -> None:
    """Stop where nothing is published yet."""
    if not path.is_file():
        raise WarehouseError(
            f"There is no warehouse {path}.\n"
            "Run make warehouse; or load documents (python -m loaders load data/documents), then"
            " python -m loaders build, then python -m loaders publish."
        )


def explained(error: Exception, path: Path) -> WarehouseError:
    """Say what keeps a file from being opened or written, and what to do."""
    cause = str(error)
    if "Could not set lock" in cause:
        return WarehouseError(
            f"Another program has {path} open.\n"
            "Close it (a dbt run, a query tool, a notebook) and try again. "
            "Queries belong to the published warehouse.duckdb."
        )
    if "not a valid DuckDB database" in cause:
        return WarehouseError(
            f"{path} is not a DuckDB file.\n"
            "Name another file, or move this one away and build again."
        )
    if "No space left" in cause:
        return WarehouseError(
            f"There is no room left on the disk of {path}.\n"
            "Make room and try again. What stood there before is as it was."
        )
    return WarehouseError(f"{path} cannot be opened or written.\n{cause}")


def count(connection: duckdb.DuckDBPyConnection, source: str, what: str = "*") -> int:
    """Count the rows of a table or query, or `what` in them."""
    row = connection.execute(f"select count({what}) from {source}").fetchone()
    return int(row[0]) if row else 0


def quoted_name(name: str) -> str:
    """Write a name so that SQL takes it as it is."""
    return '"' + name.replace('"', '""') + '"'


def quoted_text(text: str) -> str:
    """Write a text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"
