"""Find the files that were named, read them one by one and store what they hold."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from loaders.errors import RefusedError
from loaders.limits import Limits
from loaders.paths import file_name, readable
from loaders.reading import ReadingProcess
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
        for file in _files_below(path) if os.path.isdir(path) else [path]:
            files.setdefault(Path(os.path.abspath(file)))
    return list(files)


def _files_below(folder: Path) -> list[Path]:
    """List the files of a folder and of those in it, also where a link leads, but each once."""
    unreadable: list[Path] = []
    files: list[Path] = []
    seen = {os.path.realpath(folder)}
    for current, folders, names in os.walk(
        folder, onerror=lambda error: unreadable.append(Path(error.filename)), followlinks=True
    ):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".") and _is_new(os.path.realpath(Path(current, name)), seen)
        )
        files.extend(Path(current, name) for name in sorted(names) if not _is_passed_over(name))
    # An empty folder is handed on itself: it will be refused, since nothing can be read from it.
    return unreadable + files or [folder]


def _is_new(path: str, seen: set[str]) -> bool:
    is_new = path not in seen
    seen.add(path)
    return is_new


def _is_passed_over(name: str) -> bool:
    return name.startswith((".", "~$")) or name.partition(".")[0].upper() == "README"


def load_files(
    store: Store, files: Iterable[Path], limits: Limits, *, replaces: bool = False
) -> Iterator[Loaded | NotLoaded]:
    """Load each file in a transaction of its own, and tell after each what became of it.

    A file of another folder takes the place of a document of its name only if `replaces`.
    """
    paths_of_names: dict[str, str] = {}
    with ReadingProcess(limits) as reader:
        for file in files:
            path, name = readable(file), file_name(file)
            try:
                found = reader.read(file)
                first = paths_of_names.setdefault(name, path)
                if first != path:
                    raise _same_name(first, "give one of the two files another name")
                document = Document(
                    name, found.format, found.sha256, found.byte_count, found.extracted
                )
                if not replaces and (other := store.other_file(document, path)):
                    raise _same_name(
                        other,
                        "give it another name, or load it with --replace if it is a newer version",
                    )
            except RefusedError as refused:
                store.refuse(path, name, refused.reason, refused.remedy)
                yield NotLoaded(path, refused.reason, refused.remedy)
                continue
            outcome, known_as = store.save(document, path)
            extracted = found.extracted
            yield Loaded(
                path, outcome, known_as, extracted.encoding, len(extracted.lines), extracted.note
            )


def _same_name(other: str, remedy: str) -> RefusedError:
    return RefusedError(
        f"{other} has the same name, and a document is known by the name of its file", remedy
    )
