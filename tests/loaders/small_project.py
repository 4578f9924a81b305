"""A project of two models, a seed and a test, with the hooks and the record of the real one."""

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
DBT = "from dbt.cli.main import cli; cli()"


class Project:
    """A project with a seed, a document and a fact, which reads the seed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.build_file = folder / "build.duckdb"
        for name in ("build", "staging"):
            shutil.copytree(CHECKOUT / "macros" / name, folder / "macros" / name)
        shutil.copy(CHECKOUT / "macros" / "generate_schema_name.sql", folder / "macros")
        (folder / "models" / "marts").mkdir(parents=True)
        shutil.copy(CHECKOUT / "models" / "marts" / "build.sql", folder / "models" / "marts")
        self.write("seeds/word.csv", "word\ngave\n")
        self.write(
            "models/marts/dim_document.sql",
            "select * from {{ source('raw', 'document') }} where is_current",
        )
        self.write("models/marts/fct.sql", "select * from {{ ref('word') }}")
        self.write("tests/one_word.sql", "select * from {{ ref('fct') }} where word <> 'gave'")
        self.write(
            "models/models.yml",
            "sources: [{name: raw, tables: [{name: document}]}]\n"
            "unit_tests:\n"
            "- {name: words, model: fct, expect: {rows: [{word: a}]},"
            " given: [{input: ref('word'), rows: [{word: a}]}]}\n",
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
                    "models": {"small": {"+schema": "marts", "+materialized": "table"}},
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
            store = Store(connection)
            store.create_tables()
            store.save(
                Document("a.txt", "txt", "key", 1, Extracted(split_lines("a"), "utf-8")), "a.txt"
            )

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
