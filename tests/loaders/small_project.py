"""A project of a few models, a seed and a test, with the hooks and the record of the real one."""

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import yaml  # type: ignore[import-untyped]

from loaders.errors import WarehouseError
from loaders.paths import CHECKOUT
from loaders.publishing import require_whole_build
from loaders.readers.types import Extracted, split_lines
from loaders.store import Document, Store

PROJECT = yaml.safe_load((CHECKOUT / "dbt_project.yml").read_text(encoding="utf-8"))
INTERMEDIATE = PROJECT["models"]["poverty_alleviation_warehouse"]["intermediate"]
FACT = (
    "select word.word from {{ ref('word') }} as word"
    " inner join {{ ref('line_word') }} as line_word on word.word = line_word.word"
)
DBT = "from dbt.cli.main import cli; cli()"


class Project:
    """A project with a seed, documents, and a fact for each line that is a word of the seed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.build_file = folder / "build.duckdb"
        for name in ("build", "engine", "staging"):
            shutil.copytree(CHECKOUT / "macros" / name, folder / "macros" / name)
        shutil.copy(CHECKOUT / "macros" / "generate_schema_name.sql", folder / "macros")
        (folder / "models" / "marts").mkdir(parents=True)
        shutil.copy(CHECKOUT / "models" / "marts" / "build.sql", folder / "models" / "marts")
        self.write("seeds/word.csv", "word\ngave\n")
        self.write(
            "models/kept/dim_document.sql",
            "select document.* from {{ source('raw', 'document') }} as document"
            " inner join {{ source('reading', 'batch') }} as batch"
            " on document.document_key = batch.document_key",
        )
        self.write(
            "models/kept/line_word.sql",
            "select line.document_key, line.line_text as word"
            " from {{ source('raw', 'line') }} as line"
            " inner join {{ source('reading', 'batch') }} as batch"
            " on line.document_key = batch.document_key",
        )
        self.write("models/marts/fct.sql", FACT)
        self.write(
            "tests/no_other_word.sql", "select * from {{ ref('line_word') }} where word = 'took'"
        )
        self.write("tests/one_word.sql", "select * from {{ ref('fct') }} where word <> 'gave'")
        self.write(
            "models/models.yml",
            "sources:\n"
            "- {name: raw, tables: [{name: document}, {name: line}]}\n"
            "- {name: reading, tables: [{name: batch}]}\n"
            "unit_tests:\n"
            "- {name: words, model: fct, expect: {rows: [{word: a}]},"
            " given: [{input: ref('word'), rows: [{word: a}]},"
            " {input: ref('line_word'), rows: [{word: a}]}]}\n",
        )
        self.write(
            "dbt_project.yml",
            yaml.safe_dump(
                {
                    key: PROJECT[key]
                    for key in ("config-version", "vars", "flags", "on-run-start", "on-run-end")
                }
                | {
                    "name": "small",
                    "profile": "small",
                    "models": {
                        "small": {
                            "+schema": "marts",
                            "+materialized": "table",
                            "+meta": {"per": "corpus"},
                            "kept": INTERMEDIATE["kept"],
                        }
                    },
                    "seeds": {"small": {"+schema": "seeds"}},
                }
            ),
        )
        output = {"type": "duckdb", "path": str(self.build_file), "schema": "main"}
        self.write(
            "profiles.yml",
            yaml.safe_dump({"small": {"target": "small", "outputs": {"small": output}}}),
        )
        with duckdb.connect(str(self.build_file)) as connection:
            Store(connection).create_tables()
        self.load("a.txt", "gave")

    def load(self, file_name: str, text: str) -> None:
        """Load a document, or another version of it."""
        content = text.encode()
        document = Document(
            file_name,
            "txt",
            hashlib.sha256(content).hexdigest(),
            len(content),
            Extracted(split_lines(text), "utf-8"),
        )
        with duckdb.connect(str(self.build_file)) as connection:
            Store(connection).save(document, file_name)

    def remove(self, file_name: str) -> None:
        """Take a document out."""
        with duckdb.connect(str(self.build_file)) as connection:
            Store(connection).remove(file_name)

    def forget(self) -> None:
        """Let nothing count as read."""
        with duckdb.connect(str(self.build_file)) as connection:
            connection.execute("delete from reading.document")

    def write(self, name: str, text: str) -> None:
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", DBT, *arguments],
            cwd=self.folder,
            env=os.environ | {"DBT_SEND_ANONYMOUS_USAGE_STATS": "false"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def dbt(self, *arguments: str, succeeds: bool = True) -> None:
        with self.start(*arguments) as process:
            printed, _ = process.communicate()
        assert (process.returncode == 0) is succeeds, printed

    @property
    def is_whole(self) -> bool:
        """Whether it may be published, as what dbt recorded says."""
        try:
            require_whole_build(self.build_file)
        except WarehouseError:
            return False
        return True

    def record(self) -> tuple[object, ...]:
        with duckdb.connect(str(self.build_file), read_only=True) as connection:
            row = connection.execute(
                "select rule_fingerprint, passed_test_count, len(public_tables),"
                " documents[1].file_name from marts.build"
            ).fetchone()
        assert row is not None
        return row
