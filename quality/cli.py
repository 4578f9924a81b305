"""The commands of `python -m quality`."""

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from loaders.errors import WarehouseError
from loaders.paths import BUILD_FILE, CHECKOUT, readable
from quality.corruptions import SAMPLE
from quality.mutation import Harness, Trial, named, report
from quality.plans import growing_joins
from quality.project import Project
from quality.row_counts import (
    SEED_COUNTS,
    SEED_KEYS,
    counted,
    counted_seeds,
    difference,
    write,
    written,
)

ROW_COUNT_SEED = CHECKOUT / "seeds" / "expected" / "row_count.csv"
SEED_COUNT_SEED = CHECKOUT / "seeds" / "expected" / "seed_row_count.csv"

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="""
    Check the data as a whole.

    `staged` checks what the loaders wrote, before dbt reads it; `marts` checks what dbt built,
    before it is published. `make warehouse` runs the first, publishing runs both. If one of them
    fails, nothing is published, and the warehouse that was published before stays.

    **Exit codes**: 0 the data is as expected; 1 it is not; 2 the command could not be carried out.
    """,
)
BuildFile = Annotated[
    Path,
    typer.Option(
        "--build-file",
        envvar="WAREHOUSE_BUILD_FILE",
        show_default="build/build.duckdb of the checkout",
        help="The private DuckDB file that dbt builds in.",
    ),
]
Manifest = Annotated[
    Path,
    typer.Option(
        help="What dbt compile or dbt build left.",
        show_default="target/manifest.json of the checkout",
    ),
]


@contextmanager
def _errors_without_traceback() -> Iterator[None]:
    try:
        yield
    except WarehouseError as error:
        typer.secho(f"Error: {error}", fg="red", err=True)
        raise typer.Exit(2) from error


@app.command()
def staged(build_file: BuildFile = BUILD_FILE) -> None:
    """Check what the loaders wrote: every document whole, every line once, no mangled text.

    **Example**

    * `python -m quality staged`
    """
    check("staged", build_file)


@app.command()
def marts(build_file: BuildFile = BUILD_FILE) -> None:
    """Check the marts: promised columns, keys, values, references, numbers at their places.

    **Example**

    * `python -m quality marts`
    """
    check("marts", build_file)


@app.command()
def docs(
    site: Annotated[
        Path,
        typer.Option(
            "--to", help="Folder of the site.", show_default="site/data_docs of the checkout"
        ),
    ] = CHECKOUT / "site" / "data_docs",
    build_file: BuildFile = BUILD_FILE,
) -> None:
    """Check both, and write the results as a site: Data Docs.

    **Example**

    * `python -m quality docs`
    """
    shutil.rmtree(site, ignore_errors=True)
    check("staged marts", build_file, site)
    typer.echo(f"Data Docs: {readable(site / 'index.html')}")


@app.command("row-counts")
def row_counts(build_file: BuildFile = BUILD_FILE) -> None:
    """Take the row counts of the build as those expected, and show what changed.

    They stand in seeds/expected: row_count.csv for public tables, which a test compares with every
    build of the shipped documents, and seed_row_count.csv, below which no seed may fall. Look
    through the difference before you commit it.

    **Example**

    * `python -m quality row-counts`
    """
    with _errors_without_traceback():
        after = counted(build_file)
        seeds_after = counted_seeds(build_file, CHECKOUT / "seeds")
    changes = [
        *difference(written(ROW_COUNT_SEED), after),
        *difference(written(SEED_COUNT_SEED, SEED_KEYS, SEED_COUNTS), seeds_after),
    ]
    write(ROW_COUNT_SEED, after)
    write(SEED_COUNT_SEED, seeds_after, SEED_KEYS, SEED_COUNTS)
    for change in changes:
        typer.echo(change)
    typer.echo(
        f"{len(changes)} of {len(after) + len(seeds_after)} counts changed:"
        f" {readable(ROW_COUNT_SEED.parent)}"
    )


@app.command()
def plans(
    manifest: Manifest = CHECKOUT / "target" / "manifest.json", build_file: BuildFile = BUILD_FILE
) -> None:
    """Check how the engine joins: none of the models meets all rows with all others.

    Exit code 1 if one does, where both sides of the join grow with the text.

    **Example**

    * `python -m quality plans`
    """
    with _errors_without_traceback():
        project = Project(manifest)
        found = list(growing_joins(project, build_file, CHECKOUT / "profiles.yml"))
    for join in found:
        typer.secho(f"\n{join.model}: {join.operator}", fg="red", err=True)
        typer.echo(
            f"    {join.condition}\n    → Join on equal keys, or use a window over one relation;"
            " no OR and no condition on one side alone in an outer join.",
            err=True,
        )
    typer.echo(f"{len(found)} joins meet all rows with all others.")
    raise typer.Exit(1 if found else 0)


@app.command()
def mutation(
    count: Annotated[int, typer.Option(help="How many corruptions to try.", min=1)] = 110,
    seed: Annotated[int, typer.Option(help="The same number, the same corruptions.")] = 2016,
    manifest: Manifest = CHECKOUT / "target" / "manifest.json",
    to: Annotated[
        Path | None,
        typer.Option("--to", help="Write the report to this page."),
    ] = None,
    build_file: BuildFile = BUILD_FILE,
) -> None:
    """Corrupt a copy of the build in many ways, and report which of them the tests catch.

    Exit code 1 if fewer than 95 in a hundred are caught.

    **Example**

    * `python -m quality mutation --count 10`
    """
    with _errors_without_traceback():
        harness = Harness(build_file, manifest, CHECKOUT / "build" / "mutation")
        trials = _told(harness.draw(count, seed))
        harness.close()
    if to:
        to.write_text(report(trials, seed, harness), encoding="utf-8")
    caught = sum(trial.is_caught for trial in trials)
    typer.echo(f"{caught} of {len(trials)} corruptions are caught.")
    raise typer.Exit(1 if caught < 0.95 * len(trials) else 0)


@app.command("mutation-sample")
def mutation_sample(
    manifest: Manifest = CHECKOUT / "target" / "manifest.json", build_file: BuildFile = BUILD_FILE
) -> None:
    """Try ten chosen corruptions of every layer, as far as the first test that catches each.

    Exit code 1 if one of them is not caught.

    **Example**

    * `python -m quality mutation-sample`
    """
    with _errors_without_traceback():
        harness = Harness(build_file, manifest, CHECKOUT / "build" / "mutation")
        trials = _told(harness.sample(SAMPLE))
        harness.close()
    caught = sum(trial.is_caught for trial in trials)
    typer.echo(f"{caught} of {len(trials)} corruptions are caught.")
    raise typer.Exit(1 if caught < len(trials) else 0)


def _told(found: Iterable[Trial]) -> list[Trial]:
    """Say of each corruption, as soon as it is tried, whether it was caught."""
    trials = []
    for trial in found:
        trials.append(trial)
        verdict = "caught" if trial.is_caught else "NOT CAUGHT"
        typer.echo(f"{len(trials):>4} {verdict:<10} {trial.seconds:5.1f} s  {named(trial)}")
    return trials


def check(names: str, build_file: Path, site: Path | None = None) -> None:
    """Check what the suites say, tell what fails, and end with exit code 1 if anything does.

    For the site a failure is a result like others.
    """
    # The library takes seconds to import: help and other commands do without.
    from quality.checking import Checker
    from quality.frames import mart_frames, staged_frames
    from quality.suites import mart_suite, staged_suite

    suites = {"staged": (staged_suite, staged_frames), "marts": (mart_suite, mart_frames)}
    checker = Checker(site)
    failed = 0
    with _errors_without_traceback():
        for name in names.split():
            suite, frames = suites[name]
            outcome = checker.run(name, suite(), frames(build_file))
            for failure in outcome.failures:
                typer.secho(f"\n{failure.table}: {failure.expectation}", fg="red", err=True)
                typer.echo(f"    {failure.found}\n    → {failure.remedy}", err=True)
            failed += len(outcome.failures)
            met = outcome.expectation_count - len(outcome.failures)
            typer.echo(f"{name}: {met} of {outcome.expectation_count} expectations are met.")
        checker.finish_site()
    if failed and site is None:
        typer.echo(
            "\nNothing is published; the warehouse published before stays as it was."
            " Mend what the arrows say, then run make warehouse again.",
            err=True,
        )
        raise typer.Exit(1)
