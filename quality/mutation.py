"""Does it catch anything? Corrupt tables of a build, one after the other, and run the tests.

A corrupted table stands for a model, a rule or a load that went wrong: what is built from it is
built again, then the tests that see a changed table run until one fails. Those that see nothing
but the corrupted table run before anything is built again, for most corruptions are caught there.
Each corruption has a copy of the build of its own. A test that fails on the sound build as well
catches nothing.
"""

import csv
import random
import shutil
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from loaders.database import explained, quoted_text, require_file
from loaders.errors import WarehouseError
from quality.corruptions import Corruption, columns_of, corruptions_of
from quality.project import Project, Table, Test

# Corruptions that no test catches, each with the reason why none does.
_SURVIVORS = Path(__file__).with_name("survivors.csv")
# A build that takes longer than this counts as stopped.
_SECONDS = 60.0
# How often a layer is drawn.
_WEIGHTS = {"raw": 2, "seeds": 3, "intermediate": 5, "marts": 5}
# What measures the extraction, or expects counts, does not make the marts.
_MEASURES = (
    "rpt_",
    "int_evaluation__",
    "gold_",
    "quality_floor",
    "row_count",
    "source_doubt",
    "seed_row_count",
)
# Tests that know what the shipped documents hold. On other documents they are silent.
KNOWS_DOCUMENTS = frozenset(
    {
        "doubts_of_a_reader_are_found",
        "row_counts_are_as_expected",
        "shipped_documents_keep_their_structure",
        "extraction_quality_floor",
        "unknown_number_ceiling",
    }
)


@dataclass(frozen=True, slots=True)
class Trial:
    """What became of one corruption."""

    corruption: Corruption
    caught_by: str | None
    seconds: float

    @property
    def is_caught(self) -> bool:
        """Whether any test failed."""
        return self.caught_by is not None

    @property
    def is_caught_anywhere(self) -> bool:
        """Whether a test failed that holds for any document."""
        return self.is_caught and self.caught_by not in KNOWS_DOCUMENTS


class Harness:
    """Corrupts a copy of a build."""

    def __init__(self, build_file: Path, manifest: Path, folder: Path) -> None:
        require_file(build_file)
        self.project = Project(manifest)
        folder.mkdir(parents=True, exist_ok=True)
        self._build_file = build_file
        # Compiled queries name the file, so the copy has the same name.
        self._copy = folder / build_file.name
        self._connection = self._fresh_copy()
        self._sound = duckdb.connect(str(build_file), read_only=True)
        self._fails_before: dict[str, bool] = {}
        self.without_effect_count = 0

    @property
    def failing_before(self) -> list[str]:
        """Name the tests that failed on the sound build too, of those that failed at all."""
        return sorted(name for name, fails in self._fails_before.items() if fails)

    def _fresh_copy(self) -> duckdb.DuckDBPyConnection:
        # A log that was left beside an older copy would be replayed into this one.
        self._copy.with_name(f"{self._copy.name}.wal").unlink(missing_ok=True)
        shutil.copyfile(self._build_file, self._copy)
        try:
            connection = duckdb.connect(str(self._copy))
        except duckdb.Error as error:
            raise explained(error, self._copy) from error
        connection.execute("set threads = 2")
        # Tables built a moment ago mislead the planner; joins stand in a good order as written.
        connection.execute("set disabled_optimizers = 'join_order,build_side_probe_side'")
        # Corrupted rows can make a join explode.
        connection.execute("set memory_limit = '3GB'")
        connection.execute("set max_temp_directory_size = '2GB'")
        return connection

    def close(self) -> None:
        """Take the copy away again."""
        self._connection.close()
        self._sound.close()
        self._copy.unlink()

    def sample(self, chosen: Iterable[tuple[str, str, str]]) -> Iterator[Trial]:
        """Try chosen corruptions, given as kind, table and column."""
        by_name = {table.name: table for table in self.project.tables.values()}
        for kind, name, column in chosen:
            if name not in by_name:
                raise WarehouseError(f"There is no table {name} to corrupt: choose another one.")
            table = by_name[name]
            possible = corruptions_of(table, columns_of(self._sound, table), "sample")
            corruption = next(
                (found for found in possible if (found.kind, found.column) == (kind, column)), None
            )
            trial = self.trial(corruption) if corruption else None
            if trial is None:
                raise WarehouseError(
                    f"{kind!r} changes nothing in {name}.{column}: choose another."
                )
            yield trial

    def draw(self, count: int, seed: int) -> Iterator[Trial]:
        """Try corruptions of different kinds, tables and layers that have an effect."""
        chance = random.Random(seed)
        drawn = 0
        for corruption in self._shuffled(chance, str(seed)):
            trial = self.trial(corruption)
            if trial:
                drawn += 1
                yield trial
            if drawn == count:
                return
        raise WarehouseError(f"Only {drawn} different corruptions are possible.")

    def _shuffled(self, chance: random.Random, salt: str) -> Iterator[Corruption]:
        """Draw a layer, a kind of corruption in it, then one of these corruptions; none twice."""
        pools: dict[str, dict[str, list[Corruption]]] = defaultdict(lambda: defaultdict(list))
        for table in sorted(self.project.tables.values(), key=lambda table: table.key):
            if table.layer not in _WEIGHTS or table.is_view or table.name.startswith(_MEASURES):
                continue
            columns = columns_of(self._connection, table)
            for corruption in corruptions_of(table, columns, salt):
                if columns:
                    pools[table.layer][corruption.kind].append(corruption)
        while pools:
            layers = sorted(pools)
            layer = chance.choices(layers, [_WEIGHTS[name] for name in layers])[0]
            kinds = pools[layer]
            kind = chance.choice(sorted(kinds))
            corruptions = kinds[kind]
            yield corruptions.pop(chance.randrange(len(corruptions)))
            if not corruptions:
                del kinds[kind]
            if not kinds:
                del pools[layer]

    def trial(self, corruption: Corruption) -> Trial | None:
        """Corrupt, build again what is below, and test; none if it has no effect."""
        started = time.monotonic()
        self._connection.close()
        self._connection = self._fresh_copy()
        try:
            row = self._connection.execute(corruption.statement).fetchone()
        except duckdb.ConstraintException:
            # No model could have made such a row: the contract would have stopped it.
            return Trial(corruption, "its contract", time.monotonic() - started)
        except duckdb.Error:
            # The table cannot hold such a value.
            return None
        if not row or not row[0]:
            return None
        below = self.project.built_from(corruption.table.key)
        caught_by = self._first_failure(
            lambda test: (
                corruption.table.key in test.tables
                and test.tables.isdisjoint(table.key for table in below)
                and test.name not in KNOWS_DOCUMENTS
            )
        )
        if caught_by is None:
            caught_by = self._rebuild(below)
        if caught_by is None:
            changed = {corruption.table.key, *(table.key for table in below)}
            caught_by = self._first_failure(lambda test: not test.tables.isdisjoint(changed))
        if caught_by is None and not self._changes_public_tables(corruption.table, below):
            self.without_effect_count += 1
            return None
        return Trial(corruption, caught_by, time.monotonic() - started)

    def _rebuild(self, tables: list[Table]) -> str | None:
        """Build tables again, under their contracts; say why it stopped if it did."""
        alarm = threading.Timer(_SECONDS, self._connection.interrupt)
        alarm.start()
        try:
            for table in tables:
                self._connection.execute(f"delete from {table.relation}")
                self._connection.execute(
                    f"insert into {table.relation} by name select * from ({table.query})"
                )
        except duckdb.ConstraintException:
            return f"the contract of {table.name}"
        except duckdb.Error as error:
            return f"the build stops: {type(error).__name__}"
        finally:
            alarm.cancel()
        return None

    def _first_failure(self, sees: Callable[[Test], bool]) -> str | None:
        """Name the first test that fails, those first that hold for any document."""
        ordered = sorted(self.project.tests, key=lambda test: test.name in KNOWS_DOCUMENTS)
        return next((test.name for test in ordered if sees(test) and self._catches(test)), None)

    def _catches(self, test: Test) -> bool:
        if not test.fails(self._connection):
            return False
        if test.name not in self._fails_before:
            self._fails_before[test.name] = test.fails(self._sound)
        return not self._fails_before[test.name]

    def _changes_public_tables(self, corrupted: Table, below: list[Table]) -> bool:
        connection = self._connection
        connection.execute(f"attach {quoted_text(str(self._build_file))} as sound (read_only)")
        for table in (corrupted, *below):
            if table.schema == "marts" and not table.name.startswith(_MEASURES):
                before, after = f"sound.{table.relation}", table.relation
                row = connection.execute(
                    f"select exists (from {before} except all from {after})"
                    f" or exists (from {after} except all from {before})"
                ).fetchone()
                if row and row[0]:
                    return True
        return False


def report(trials: list[Trial], seed: int, harness: Harness) -> str:
    """Write the page of docs."""
    caught = [trial for trial in trials if trial.is_caught]
    anywhere = [trial for trial in trials if trial.is_caught_anywhere]
    parts = [
        "# Do the tests catch errors?\n\n"
        "`make mutation` corrupts a copy of a build in many ways, one at a time, at random from a\n"
        "fixed seed. What is built from the corrupted table is built again, then the data tests\n"
        "run that see a changed table. A corruption is caught if a contract refuses it, a test\n"
        "fails or the build stops.\n"
        "This page is written by that command.\n\n"
        f"**{len(caught)} of {len(trials)} corruptions are caught"
        f" ({_percent(len(caught), len(trials))})**, seed {seed}."
        f" {len(anywhere)} ({_percent(len(anywhere), len(trials))}) are caught by tests that hold\n"
        "for any document; the rest only by those that know what the two shipped documents hold\n"
        "(row counts, structure, quality measured against annotations).\n\n"
        "Great Expectations and the unit tests are not run here; what they catch comes on top.\n"
        f"Not counted are {harness.without_effect_count} corruptions that no test noticed and that"
        " changed no public table\n(a word that no document uses, a score that decides nothing),"
        " and none is made of what only\nmeasures (annotations, expected counts, reports).\n"
    ]
    if harness.failing_before:
        names = ", ".join(harness.failing_before)
        parts.append(f"\nTests left out, because they failed before: {names}.\n")
    parts.append("\n## By layer\n\n| layer | corruptions | caught | for any document |\n")
    parts.append("|---|---:|---:|---:|\n")
    parts += _shares(trials, lambda trial: trial.corruption.table.layer)
    parts.append("\n## By kind\n\n| corruption | corruptions | caught | for any document |\n")
    parts.append("|---|---:|---:|---:|\n")
    parts += _shares(trials, lambda trial: trial.corruption.kind)
    survivors = [trial for trial in trials if not trial.is_caught]
    parts.append("\n## Not caught\n\n")
    reasons = _reasons()
    parts += [
        f"- {named(trial)}: {reasons.get(named(trial), 'not yet explained')}\n"
        for trial in survivors
    ] or ["None.\n"]
    parts.append(
        "\n## All corruptions\n\nThe test named is the first that failed.\n\n"
        "| corruption | of | caught by |\n|---|---|---|\n"
    )
    for trial in trials:
        column = f".{trial.corruption.column}" if trial.corruption.column else ""
        caught_by = f"`{_short(trial.caught_by)}`" if trial.caught_by else "nothing"
        parts.append(
            f"| {trial.corruption.kind} | {trial.corruption.table.name}{column} | {caught_by} |\n"
        )
    return "".join(parts)


def _reasons() -> dict[str, str]:
    """Read why corruptions that no test catches are left so."""
    with _SURVIVORS.open(encoding="utf-8", newline="") as file:
        return {row["corruption"]: row["reason"] for row in csv.DictReader(file)}


def _shares(trials: list[Trial], group: Callable[[Trial], str]) -> Iterator[str]:
    groups: dict[str, list[Trial]] = defaultdict(list)
    for trial in trials:
        groups[group(trial)].append(trial)
    for name, members in sorted(groups.items()):
        caught = sum(trial.is_caught for trial in members)
        anywhere = sum(trial.is_caught_anywhere for trial in members)
        yield f"| {name} | {len(members)} | {caught} | {anywhere} |\n"


def named(trial: Trial) -> str:
    """Say what was corrupted."""
    column = f".{trial.corruption.column}" if trial.corruption.column else ""
    return f"{trial.corruption.kind}: `{trial.corruption.table.name}{column}`"


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:57]}..."


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / max(whole, 1):.0f} %"
