"""Read files in a process of its own, which is ended when a file asks too much of it."""

import hashlib
import os
import resource
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe
from pathlib import Path
from types import TracebackType

from loaders.errors import RefusedError
from loaders.limits import Limits, beyond
from loaders.paths import CHECKOUT
from loaders.readers import read
from loaders.readers.types import Extracted

_SERVE = "import sys; from loaders.reading import serve; serve(int(sys.argv[1]))"
_REPORT = "convert it to .txt (UTF-8) and load that; please report the file"


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file holds."""

    format: str
    sha256: str
    byte_count: int
    extracted: Extracted


class ReadingProcess:
    """Reads one file after the other; whatever happens to it, the next file gets a new one."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None

    def __enter__(self) -> "ReadingProcess":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end()

    def read(self, file: Path) -> ReadFile:
        """Return what a file holds, or refuse it."""
        connection = self._connection or self._start()
        try:
            connection.send(file)
            if not connection.poll(self._limits.seconds):
                self._end()
                raise beyond(self._limits, "seconds", "reading it takes too long")
            answer: ReadFile | tuple[str, str] = connection.recv()
        except (EOFError, OSError) as error:
            # The system ends a process that it has no memory for.
            self._end()
            raise beyond(self._limits, "memory", "reading it takes too much memory") from error
        except BaseException:
            self._end()
            raise
        if isinstance(answer, ReadFile):
            return answer
        raise RefusedError(*answer)

    def _start(self) -> Connection:
        self._connection, end = Pipe()
        # In a session of its own, so that Ctrl-C reaches it only through the end of this process.
        self._process = subprocess.Popen(
            [sys.executable, "-c", _SERVE, str(end.fileno())],
            cwd=CHECKOUT,
            pass_fds=[end.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        end.close()
        self._connection.send(self._limits)
        return self._connection

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
        if self._connection:
            self._connection.close()
        self._process = self._connection = None


def read_file(file: Path, limits: Limits) -> ReadFile:
    """Return what a file holds, or refuse it; reads in this process."""
    content = _content_of(file, limits)
    file_format, extracted = read(file, content, limits)
    return ReadFile(file_format, hashlib.sha256(content).hexdigest(), len(content), extracted)


def _content_of(file: Path, limits: Limits) -> bytes:
    try:
        if file.is_dir():
            os.listdir(file)
            raise RefusedError("the folder holds no document", "name a folder or file that does")
        if file.exists() and not file.is_file():
            raise RefusedError("it is not a regular file", "name a file or folder")
        if file.stat().st_size > limits.size_in_bytes:
            raise beyond(limits, "size", "the file is too large")
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
    except ValueError as error:
        raise RefusedError("this is no path", "name a file or folder") from error


def _answer(file: Path, limits: Limits) -> ReadFile | tuple[str, str]:
    try:
        return read_file(file, limits)
    except RefusedError as refused:
        return refused.reason, refused.remedy
    except MemoryError:
        raise
    except Exception as error:  # Whatever a library raises is about this file only.
        return f"its content cannot be read ({type(error).__name__})", _REPORT


def serve(descriptor: int) -> None:
    """Answer for each path that is asked for, until nobody asks any more.

    Without memory for a file it ends; who asked takes that for the answer.
    """
    connection = Connection(descriptor)
    limits: Limits = connection.recv()
    with suppress(ValueError, OSError):  # macOS has no such limit.
        resource.setrlimit(resource.RLIMIT_AS, (limits.memory_in_bytes, limits.memory_in_bytes))
    with suppress(EOFError, BrokenPipeError):
        while True:
            connection.send(_answer(connection.recv(), limits))
