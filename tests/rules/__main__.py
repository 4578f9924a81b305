"""Run the examples of the rules through the real chain, all in one build.

    python -m tests.rules

Each example and counter-example is a document of its own, with a number in «marks». A rule must
speak of the number of its example, and must not decide about that of its counter-example. Rules
whose example is no passage yet are counted, not run. Those in known_failing.txt are known not to do
what their example says; the check fails where another one does not, and where one of them does.
"""

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import duckdb

from loaders.paths import CHECKOUT

# Kept until the next run: what came can be looked at there.
WORK = Path("build", "rules")
_SEEDS = Path("seeds", "rule")
_KNOWN_FAILING = Path(__file__).with_name("known_failing.txt")
_DBT = str(Path(sys.executable).with_name("dbt"))
# What they decide shows in no table by itself: the start of a period that has its end elsewhere,
# and that a number is the whole country's.
_UNSEEN = ("period_start_", "place_wide_in_sentence")
_DECIDED = """
    select mention_key, rule_id from intermediate.int_number__evidence
    union
    select mention_key, rule_id from marts.fct_attribute
"""
# A rule speaks of a number too where its relation stands between the number and a span.
_PAIR_COLUMNS = ("mention_key", "span_class", "relation", "number_group")
_PAIRS = """
    union
    select pair.mention_key, rule.rule_id
    from intermediate.{model} as pair
    join seeds.rule_link as rule using (span_class, relation, number_group)
    where rule.decision = any(?)
"""


@dataclass(frozen=True, slots=True)
class Example:
    """A passage that a rule speaks of, or one that it has nothing to say about."""

    rule_id: str
    passage: str
    is_counter: bool

    @property
    def file_name(self) -> str:
        """Name its document; the same text is one document."""
        return f"{sha256(self.text.encode()).hexdigest()[:16]}.txt"

    @property
    def text(self) -> str:
        """The passage without marks."""
        return self.passage.replace("«", "").replace("»", "")

    @property
    def place(self) -> tuple[int, int, int]:
        """Line, first character and end of the marked number."""
        before, _, rest = self.passage.partition("«")
        number = rest.partition("»")[0]
        start = len(before) - (before.rfind("\n") + 1)
        return before.count("\n") + 1, start, start + len(number)


def read_examples() -> tuple[list[Example], list[str]]:
    """Return the examples that are passages, and the rules that have none."""
    found = []
    without = []
    for seed in ("rule_link.csv", "rule_cue.csv"):
        with (_SEEDS / seed).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                passages = [
                    Example(row["rule_id"], row.get(column) or "", column != "example")
                    for column in ("example", "counter_example")
                ]
                if "«" in passages[0].passage and not row["rule_id"].startswith(_UNSEEN):
                    found += [passage for passage in passages if "«" in passage.passage]
                else:
                    without.append(row["rule_id"])
    return found, without


def build(examples: list[Example]) -> Path:
    """Load each example as a document of its own and run the models."""
    shutil.rmtree(WORK / "documents", ignore_errors=True)
    (WORK / "documents").mkdir(parents=True)
    build_file = WORK / "build.duckdb"
    build_file.unlink(missing_ok=True)
    for example in examples:
        (WORK / "documents" / example.file_name).write_text(example.text, encoding="utf-8")
    environment = os.environ | {
        "WAREHOUSE_BUILD_FILE": str(build_file),
        "DBT_TARGET_PATH": str(WORK / "target"),
        "DBT_LOG_PATH": str(WORK / "logs"),
    }
    load = (sys.executable, "-m", "loaders", "load", str(WORK / "documents"))
    subprocess.run(load, env=environment, stdout=subprocess.DEVNULL, check=True)
    models = (
        *(_DBT, "--quiet", "--no-use-colors", "build", "--exclude-resource-type", "test"),
        *("unit_test", "--select", "+fct_attribute", "+number_ledger"),
    )
    subprocess.run(models, env=environment, check=True)
    return build_file


def failures(
    connection: duckdb.DuckDBPyConnection, examples: list[Example]
) -> Iterator[tuple[str, str]]:
    """Tell each rule that is silent on its example, or decides about its counter-example."""
    query, parameters = _DECIDED, []
    for (model,) in connection.execute(
        "select table_name from duckdb_columns() where schema_name = 'intermediate'"
        " and list_contains(?, column_name) group by table_name having count(*) = ?",
        [_PAIR_COLUMNS, len(_PAIR_COLUMNS)],
    ).fetchall():
        query += _PAIRS.format(model=model)
        # int_place__number_relation pairs places, int_fact__giver_relation givers.
        topic, _, name = model.removeprefix("int_").partition("__")
        parameters.append([topic, name.partition("_")[0]])
    connection.execute(f"create temp table decided as {_DECIDED}")
    connection.execute(f"create temp table spoken as {query}", parameters)
    for example in examples:
        line, start, end = example.place
        keys = connection.execute(
            "select mention_key from marts.number_ledger where source_file = ?"
            " and source_line = ? and mention_start < ? and mention_end > ?",
            [example.file_name, line, end, start],
        ).fetchall()
        table = "decided" if example.is_counter else "spoken"
        speaks = connection.execute(
            f"select count(*) from {table} where rule_id = ? and list_contains(?, mention_key)",
            [example.rule_id, [key for (key,) in keys]],
        ).fetchone() != (0,)
        if not keys:
            yield example.rule_id, f"no number stands where the marks are: {example.passage}"
        elif speaks == example.is_counter:
            says = "decides about its counter-example" if speaks else "is silent on its example"
            yield example.rule_id, f"{says}: {example.passage}"


def main() -> int:
    """Return 1 if a rule does not do what its example says."""
    os.chdir(CHECKOUT)
    examples, without = read_examples()
    try:
        build_file = build(examples)
    except subprocess.CalledProcessError as error:
        print(f"The examples could not be built: {error}", file=sys.stderr)
        return 2
    with duckdb.connect(str(build_file), read_only=True) as connection:
        found = list(failures(connection, examples))
    known = set(_KNOWN_FAILING.read_text(encoding="utf-8").split())
    failing = {rule_id for rule_id, _ in found}
    for rule_id, told in found:
        if rule_id not in known:
            print(f"{rule_id} {told}")
    for rule_id in sorted(known - failing):
        print(f"{rule_id} holds: take it off {_KNOWN_FAILING.name}")
    print(
        f"{len(examples)} examples: {len(examples) - len(found)} hold, {len(found)} do not,"
        f" {len(known)} are known not to; {len(without)} rules have no passage that can be run"
    )
    return 0 if failing == known else 1


if __name__ == "__main__":
    sys.exit(main())
