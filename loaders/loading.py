"""Find the files that were named, read them one by one and store what they hold."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.errors import RefusedError
from loaders.paths import file_name, readable
from loaders.readers import read
from loaders.store import Document, Outcome, Store


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file that is in `raw` now."""

    path: str
    outcome: Outcome
    known_as: str
    encoding: str | None
    line_count: int
    note: str | None


@dataclass(frozen=True, slots=True)
class NotLoaded:
    """A file that was refused."""

    path: str
    reason: str
    remedy: str


def find_files(paths: Iterable[Path]) -> list[Path]:
    """List the files to load: those that were named, and those in the folders that were named.

    In a folder, hidden files, lock files of word processors and README files are passed over: they
    are no documents. A path that leads nowhere stays in the list, so that it is refused by name.
    """
    files: dict[Path, None] = {}
    for path in paths:
        for file in _files_below(path) if path.is_dir() else [path]:
            files.setdefault(Path(os.path.abspath(file)))
    return list(files)


def _files_below(folder: Path) -> list[Path]:
    unreadable: list[Path] = []
    files: list[Path] = []
    for current, folders, names in os.walk(
        folder, onerror=lambda error: unreadable.append(Path(error.filename))
    ):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files.extend(Path(current, name) for name in sorted(names) if not _is_passed_over(name))
    # An empty folder is handed on itself: it will be refused, since nothing can be read from it.
    return unreadable + files or [folder]


def _is_passed_over(name: str) -> bool:
    return name.startswith((".", "~$")) or name.partition(".")[0].upper() == "README"


def load_files(store: Store, files: Iterable[Path]) -> Iterator[Loaded | NotLoaded]:
    """Load each file in a transaction of its own, and tell after each what became of it."""
    paths_of_names: dict[str, str] = {}
    for file in files:
        path, name = readable(file), file_name(file)
        content = b""
        try:
            content = _content_of(file)
            file_format, extracted = read(file, content)
            other = paths_of_names.setdefault(name, path)
            if other != path:
                raise RefusedError(
                    f"{other} has the same name, and a document is known by the name of its file",
                    "give one of the two files another name",
                )
        except RefusedError as refused:
            store.refuse(path, name, content, refused.reason, refused.remedy)
            yield NotLoaded(path, refused.reason, refused.remedy)
            continue
        outcome, known_as = store.save(Document(name, file_format, content, extracted), path)
        yield Loaded(
            path, outcome, known_as, extracted.encoding, len(extracted.lines), extracted.note
        )


def _content_of(file: Path) -> bytes:
    try:
        if file.is_dir():
            os.listdir(file)
            raise RefusedError("the folder holds no document", "name a folder or file that does")
        if file.exists() and not file.is_file():
            raise RefusedError("it is not a regular file", "name a file or folder")
        return file.read_bytes()
    except FileNotFoundError as error:
        raise RefusedError("there is no such file or folder", "check the path") from error
    except PermissionError as error:
        raise RefusedError(
            "you have no permission to read it", "ask its owner, or change its permissions"
        ) from error
    except OSError as error:
        raise RefusedError(
            f"it cannot be read ({error.strerror})", "copy it to another place and load the copy"
        ) from error
