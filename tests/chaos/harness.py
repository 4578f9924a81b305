"""Kill, starve and crowd the loaders, a build and publishing, and look at what is left.

The project is a small one with the real hooks, loaders and publishing: a build takes seconds.
"""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from loaders.checking import verify
from loaders.errors import WarehouseError
from loaders.publishing import publish
from tests.loaders.small_project import DBT, Project

_DOCUMENTS = 12
_LINES = 1_000
_READERS = 8
_PUBLISH = [sys.executable, "-m", "tests.loaders.publish_only"]
_LOAD = [sys.executable, "-m", "loaders", "load"]
_BUILD = [sys.executable, "-c", DBT, "build", "--exclude-resource-type", "unit_test"]
_HOLD = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(flush=True); input()"
# A folder in which nobody can make a file.
_UNWRITABLE = Path("/proc/none")
_READ = """
import sys
from pathlib import Path
from loaders.checking import verify
from loaders.errors import WarehouseError

file, stop = map(Path, sys.argv[1:])
reads = wrong = 0
while reads == 0 or not stop.exists():
    try:
        wrong += bool(verify(file)[1])
    except WarehouseError as error:
        print(error, file=sys.stderr)
        wrong += 1
    reads += 1
print(f"\\n{reads} {wrong}")
"""


@dataclass(frozen=True, slots=True)
class Result:
    """How often something was tried, and what went wrong with it."""

    what: str
    promise: str
    tries: int
    failures: list[str]


class Harness:
    """A small project with documents, a build, and a published file."""

    def __init__(self, folder: Path, seed: int = 2016) -> None:
        self._random = random.Random(seed)
        self._folder = folder
        self.project = Project(folder / "project")
        self._write_models()
        self.documents = folder / "documents"
        self.documents.mkdir()
        for number in range(_DOCUMENTS):
            lines = "\n".join(f"Line {line} of {number}: 5 yuan." for line in range(_LINES))
            (self.documents / f"{number:02}.txt").write_text(lines, encoding="utf-8")
        self.target = folder / "published" / "warehouse.duckdb"
        # Two whole builds, told apart by their identifiers, and a build file without documents.
        self.empty = self._kept("empty.duckdb")
        self._succeed(*_LOAD, str(self.documents))
        self.whole = []
        for name in ("first.duckdb", "second.duckdb"):
            self.project.dbt("build", "--exclude-resource-type", "unit_test")
            self.whole.append(self._kept(name))
        publish(self.whole[0], self.target)

    def _write_models(self) -> None:
        for number in range(6):
            self.project.write(
                f"models/marts/fct_{number}.sql",
                "select document_key, line_number, line_text || range as line_text"
                " from {{ source('raw', 'line') }}, range(2)",
            )

    def _kept(self, name: str) -> Path:
        return Path(shutil.copy(self.project.build_file, self._folder / name))

    def _restore(self, file: Path) -> None:
        shutil.copy(file, self.project.build_file)
        self.project.build_file.with_name("build.duckdb.wal").unlink(missing_ok=True)

    def _environment(self, build_file: Path | None = None) -> dict[str, str]:
        return os.environ | {"WAREHOUSE_BUILD_FILE": str(build_file or self.project.build_file)}

    def _succeed(self, *command: str) -> None:
        subprocess.run(command, env=self._environment(), check=True, capture_output=True)

    def _run(
        self,
        command: list[str],
        *,
        kill_after: float | None = None,
        room: int | None = None,
        build_file: Path | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """Run a command, killed after some seconds, or with files no larger than some bytes."""

        def limit() -> None:
            if room is not None:
                resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

        process = subprocess.Popen(
            command,
            cwd=self.project.folder if DBT in command else None,
            env=self._environment(build_file),
            preexec_fn=limit,
            start_new_session=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            printed, _ = process.communicate(timeout=kill_after)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            printed, _ = process.communicate()
        return subprocess.CompletedProcess(command, process.returncode, printed)

    def _seconds(self, command: list[str]) -> float:
        started = time.monotonic()
        self._run(command)
        return time.monotonic() - started

    # What must hold, whatever happened.

    def _raw_is_whole(self) -> str | None:
        """Every document that is there is there in full."""
        try:
            with duckdb.connect(str(self.project.build_file)) as connection:
                broken = connection.execute(
                    "select file_name from raw.document left join raw.line using (document_key)"
                    " group by document_key, file_name, document.line_count"
                    " having count(line_number) <> document.line_count"
                ).fetchall()
        except duckdb.Error as error:
            return f"the build file does not open: {error}"
        return f"half a document: {broken}" if broken else None

    def _published_is_whole(self) -> str | None:
        """The published file is what one build left, and nothing lies beside it for long."""
        try:
            wrong = verify(self.target)[1]
        except WarehouseError as error:
            return str(error)
        return "; ".join(wrong) or None

    def _published_or_refused(self) -> str | None:
        """Publishing takes a whole build or says why not; either way the file is whole."""
        before = verify(self.target)[0]
        try:
            publish(self.project.build_file, self.target)
        except WarehouseError as error:
            if "Run python -m loaders build" not in str(error):
                return f"no remedy: {error}"
            if verify(self.target)[0] != before:
                return "refused, and yet another file"
        if len(os.listdir(self.target.parent)) > 1:
            return f"left behind: {os.listdir(self.target.parent)}"
        return self._published_is_whole()

    # The trials.

    def killed(self, what: str, tries: int) -> Result:
        """Kill loading, building or publishing at random points."""
        commands: dict[str, tuple[list[str], list[Path], Callable[[], str | None]]] = {
            "load": ([*_LOAD, str(self.documents)], [self.empty], self._raw_is_whole),
            "build": (_BUILD, self.whole[:1], self._published_or_refused),
            "publish": (
                [*_PUBLISH, str(self.project.build_file), str(self.target)],
                self.whole,
                self._published_is_whole,
            ),
        }
        command, starts, check = commands[what]
        self._restore(starts[0])
        seconds = self._seconds(command)
        failures = []
        for number in range(tries):
            self._restore(starts[number % len(starts)])
            moment = self._random.uniform(0, seconds)
            self._run(command, kill_after=moment)
            if problem := check():
                failures.append(f"after {moment:.2f} s: {problem}")
        self._restore(starts[-1])
        if self._run(command).returncode != 0:
            failures.append("it does not go on afterwards")
        promises = {
            "load": "every document is in the build file in full or not at all",
            "build": "publishing takes a whole build or refuses and says what to do",
            "publish": "the published file is one whole build",
        }
        return Result(f"kill -9 during {what}", promises[what], tries, failures)

    def without_room(self, what: str, tries: int) -> Result:
        """Let the disk be full at one size of a file after the other."""
        publish(self.whole[0], self.target)
        command, start, check, full, promise = {
            "load": (
                [*_LOAD, str(self.documents)],
                self.empty,
                self._raw_is_whole,
                self.whole[0].stat().st_size,
                "an error that says so, and no half document",
            ),
            "build": (
                _BUILD,
                self.whole[0],
                self._published_or_refused,
                self.whole[0].stat().st_size,
                "publishing takes a whole build or refuses and says what to do",
            ),
            "publish": (
                [*_PUBLISH, str(self.project.build_file), str(self.target)],
                self.whole[1],
                self._published_is_whole,
                self.target.stat().st_size,
                "an error that says so, exit code 2, and everything as before",
            ),
        }[what]
        failures = []
        for number in range(tries):
            self._restore(start)
            room = full * number // tries
            done = self._run(command, room=room)
            if problem := check():
                failures.append(f"with {room} bytes: {problem}")
            if what != "build" and ("Traceback" in done.stdout or done.returncode not in {0, 1, 2}):
                failures.append(f"with {room} bytes: {done.stdout[-300:]}")
            if what == "publish" and done.returncode == 0:
                failures.append(f"with {room} bytes: it claims to have published")
            if what == "publish" and len(os.listdir(self.target.parent)) > 1:
                failures.append(f"with {room} bytes: {os.listdir(self.target.parent)}")
        return Result(f"no room on the disk during {what}", promise, tries, failures)

    def held(self, tries: int) -> Result:
        """Load and publish while another program has the build file."""
        self._restore(self.whole[0])
        build_file = self.project.build_file
        holder = subprocess.Popen(
            [sys.executable, "-c", _HOLD, str(build_file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert holder.stdout is not None
        holder.stdout.readline()
        result = self._refused("the build file is held", tries, build_file, self.target)
        holder.communicate("\n")
        return self._with_raw_checked(result)

    def unwritable(self, tries: int) -> Result:
        """Load and publish to where nothing can be written."""
        self._restore(self.whole[0])
        result = self._refused(
            "nothing can be written",
            tries,
            _UNWRITABLE / "build.duckdb",
            _UNWRITABLE / "warehouse.duckdb",
        )
        return self._with_raw_checked(result)

    def _with_raw_checked(self, result: Result) -> Result:
        if problem := self._raw_is_whole():
            result.failures.append(problem)
        return result

    def _refused(self, where: str, tries: int, loaded: Path, published: Path) -> Result:
        failures = []
        for _ in range(tries):
            for done in (
                self._run([*_LOAD, str(self.documents)], build_file=loaded),
                self._run([*_PUBLISH, str(self.project.build_file), str(published)]),
            ):
                if done.returncode != 2 or "Traceback" in done.stdout:
                    failures.append(f"exit code {done.returncode}: {done.stdout[-300:]}")
        if problem := self._published_is_whole():
            failures.append(problem)
        return Result(
            f"load and publish where {where}",
            "an error that says so, exit code 2, and everything as before",
            tries * 2,
            failures,
        )

    def two_at_once(self, tries: int) -> Result:
        """Publish from two processes, and load while another loads."""
        failures = []
        for _ in range(tries):
            publishers = [
                subprocess.Popen([*_PUBLISH, str(file), str(self.target)]) for file in self.whole
            ]
            if any(publisher.wait() for publisher in publishers):
                failures.append("publishing failed")
            if problem := self._published_is_whole():
                failures.append(problem)
            self._restore(self.empty)
            loads = [
                subprocess.Popen(
                    [*_LOAD, str(self.documents)],
                    env=self._environment(),
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
                for _ in range(2)
            ]
            if sorted(load.wait() for load in loads) not in ([0, 0], [0, 2]):
                failures.append("loading neither worked nor said that the file is in use")
            if problem := self._raw_is_whole():
                failures.append(problem)
        return Result(
            "two publishes, two loads at once",
            "both work, or one says that the file is in use",
            tries,
            failures,
        )

    def read_meanwhile(self, republishes: int) -> Result:
        """Let readers check the published file while it is published again and again."""
        stop = self._folder / "stop"
        readers = [
            subprocess.Popen(
                [sys.executable, "-c", _READ, str(self.target), str(stop)],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in range(_READERS)
        ]
        for number in range(republishes):
            publish(self.whole[number % 2], self.target)
            time.sleep(0.2)
        stop.touch()
        reads, failures = 0, []
        for reader in readers:
            printed, errors = reader.communicate()
            number, wrong = map(int, printed.splitlines()[-1].split())
            reads += number
            if wrong:
                failures.append(f"{wrong} of {number} reads: {errors[-300:]}")
        stop.unlink()
        return Result(
            f"{_READERS} readers during {republishes} republishes",
            "each read is of one whole build, row for row",
            reads,
            failures,
        )


def trials(harness: Harness, kills: int, others: int) -> Iterator[Result]:
    """Try everything: so many kills, a fifth of them of builds, and so much of all others."""
    for what, share in (("load", 2), ("build", 1), ("publish", 2)):
        yield harness.killed(what, kills * share // 5)
    for what in ("load", "build", "publish"):
        yield harness.without_room(what, others)
    yield harness.held(max(1, others // 4))
    yield harness.unwritable(max(1, others // 4))
    yield harness.two_at_once(max(1, others // 4))
    yield harness.read_meanwhile(others)
