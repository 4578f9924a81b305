"""Run a suite on its data frames, build Data Docs, and say in words what fails."""

import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# Nothing of a run leaves the machine.
os.environ["GX_ANALYTICS_ENABLED"] = "false"

import great_expectations as gx
import pandas as pd
from great_expectations.checkpoint import Checkpoint, UpdateDataDocsAction
from great_expectations.core.expectation_validation_result import ExpectationValidationResult
from great_expectations.data_context import EphemeralDataContext
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.expectations.expectation import Expectation

from quality.site import Page, stand_alone
from quality.suites import Suite

_SITE = "data_docs"
_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Failure:
    """An expectation that the data does not meet."""

    table: str
    expectation: str
    found: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a suite."""

    name: str
    expectation_count: int
    failures: list[Failure]


class Checker:
    """Runs suites; the results of all of them make one site."""

    def __init__(self, site: Path | None = None) -> None:
        with _quiet():
            self._context: EphemeralDataContext = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = ProgressBarsConfig(
            globally=False, metric_calculations=False
        )
        self._frames = self._context.data_sources.add_pandas("build")
        self._site = site.resolve() if site else None
        self._pages: list[Page] = []
        for name in list(self._context.get_site_names()):
            self._context.delete_data_docs_site(name)
        if self._site:
            self._context.add_data_docs_site(
                _SITE,
                {
                    "class_name": "SiteBuilder",
                    "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
                    "store_backend": {
                        "class_name": "TupleFilesystemStoreBackend",
                        "base_directory": str(self._site),
                    },
                },
            )

    def run(self, name: str, suite: Suite, frames: dict[str, pd.DataFrame]) -> Outcome:
        """Check every table of a suite. A table that is not there fails."""
        failures = []
        count = 0
        for table, expectations in suite.items():
            count += len(expectations)
            if table not in frames:
                failures.append(
                    Failure(table, "exists", "there is no such table", "Build it: dbt build")
                )
                continue
            frame = frames[table].map(_without_markup) if self._site else frames[table]
            of_table = list(self._check(table, expectations, frame))
            failures += of_table
            self._note_page(name, table, len(expectations), len(of_table))
        return Outcome(name, count, failures)

    def finish_site(self) -> None:
        """Write the index; call it when all suites have run."""
        if self._site:
            stand_alone(self._site, self._pages)

    def _note_page(self, suite: str, table: str, count: int, failed: int) -> None:
        if not self._site:
            return
        folder = self._site / "validations" / _asset(table)
        file = next(folder.rglob("*.html"), None)
        self._pages.append(Page(suite, table, count - failed, count, file))

    def _check(
        self, table: str, expectations: Sequence[Expectation], frame: pd.DataFrame
    ) -> Iterator[Failure]:
        name = _asset(table)
        with _quiet():
            batch = self._frames.add_dataframe_asset(name).add_batch_definition_whole_dataframe(
                "whole table"
            )
            suite = self._context.suites.add(
                gx.ExpectationSuite(name=name, expectations=list(expectations))
            )
            validation = self._context.validation_definitions.add(
                gx.ValidationDefinition(name=name, data=batch, suite=suite)
            )
            checkpoint = self._context.checkpoints.add(
                Checkpoint(
                    name=name,
                    validation_definitions=[validation],
                    actions=[UpdateDataDocsAction(name=_SITE)] if self._site else [],
                    result_format={
                        "result_format": "SUMMARY",
                        "partial_unexpected_count": _EXAMPLES,
                        "unexpected_index_column_names": [str(frame.columns[0])],
                    },
                )
            )
            result = checkpoint.run(batch_parameters={"dataframe": frame})
        for run in result.run_results.values():
            for outcome in run.results:
                if not outcome.success:
                    yield _failure(table, outcome)


def _without_markup(value: object) -> object:
    """Make sure that no value is markup: the site shows the rows that fail as they are.

    Every character keeps its place, so that what is expected of the value does not change.
    """
    return value.replace("<", "‹") if isinstance(value, str) else value


def _asset(table: str) -> str:
    """Name a table for Data Docs, where a dot would begin a folder."""
    return table.replace(".", " ")


def _failure(table: str, outcome: ExpectationValidationResult) -> Failure:
    configuration = outcome.expectation_config
    assert configuration is not None
    arguments = {
        name: value
        for name, value in configuration.kwargs.items()
        if name not in {"batch_id", "result_format", "ignore_row_if", "strict_min", "or_equal"}
    }
    said = " ".join(f"{name}={value}" for name, value in arguments.items())
    return Failure(
        table=table,
        expectation=f"{configuration.type.removeprefix('expect_').replace('_', ' ')}: {said}",
        found=_found(outcome),
        remedy=str(configuration.notes or ""),
    )


def _found(outcome: ExpectationValidationResult) -> str:
    """Say how many rows fail, with the first of them."""
    result = outcome.result
    if "unexpected_count" in result:
        rows = result.get("partial_unexpected_index_list") or result.get(
            "partial_unexpected_list", []
        )
        return f"{result['unexpected_count']} of {result['element_count']} rows: {rows[:_EXAMPLES]}"
    if "observed_value" in result:
        return f"found {result['observed_value']}"
    errors = {
        str(error.get("exception_message"))
        for error in (outcome.exception_info or {}).values()
        if isinstance(error, dict)
    }
    return "; ".join(sorted(errors)) or "not met"


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what the library logs about its own work out of the way; errors are still shown."""
    logger = logging.getLogger("great_expectations")
    level = logger.level
    logger.setLevel(logging.ERROR)
    try:
        yield
    finally:
        logger.setLevel(level)
