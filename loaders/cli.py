"""The commands of `python -m loaders`."""

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from loaders import checking, cli_look, comparing, keeping, publishing, scores
from loaders.database import opened, require_published
from loaders.errors import WarehouseError
from loaders.gold import (
    TABLES,
    loaded_lines,
    put_in_place_of_seeds,
    read_gold,
    write_seed_files,
)
from loaders.limits import Limits, limits_of, written
from loaders.loading import Loaded, NotLoaded, find_files, load_files
from loaders.paths import BUILD_FILE, PUBLISHED_FILE
from loaders.progress import BuildProgress
from loaders.store import Outcome, Store
from loaders.terminal import errors_without_traceback, new_table, put, say, terminal_console
from loaders.visible import visible_line

# A load is long, and gets a progress bar, from this many files or bytes on.
_MANY_FILES = 20
_MANY_BYTES = 5_000_000

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="""
    Load documents into the warehouse, publish what was made of them, and look at it.

    Every line of a document goes to the schema raw of a private build file, as it is. dbt reads the
    text there and builds the marts. Publishing copies the marts to a file of their own for everyone
    who queries.

    **The way of a document**

    1. `python -m loaders load data/documents` takes in every file of a folder,

    2. `python -m loaders build` reads the text with dbt and builds the marts,

    3. `python -m loaders publish` writes warehouse.duckdb.

    **Exit codes**: 0 done; 1 a file was refused, a name or key is unknown, nothing was found, two
    builds differ; 2 the command could not be carried out; 130 stopped with Ctrl-C.
    """,
)
app.add_typer(cli_look.app)
_LOAD = "Load and publish"
_CHECK = "Compare and measure"
BuildFile = Annotated[
    Path,
    typer.Option(
        "--build-file",
        envvar="WAREHOUSE_BUILD_FILE",
        show_default="build/build.duckdb of the checkout",
        help="The private DuckDB file that dbt builds in.",
    ),
]


@app.command(rich_help_panel=_LOAD)
def load(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Files and folders.", show_default=False),
    ],
    replace: Annotated[
        bool,
        typer.Option(
            "--replace",
            help="Take a file of another folder for the newer version of a document of its name.",
        ),
    ] = False,
    limit: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=NUMBER",
            help=f"What one file may take at most. As it is: {written(Limits())}.",
            show_default=False,
        ),
    ] = None,
    build_file: BuildFile = BUILD_FILE,
) -> None:
    """Load documents: .txt, .docx, .pdf, .html; in UTF-8, UTF-16 or GB18030.

    A document is known by its content: loading it twice changes nothing. A file that has changed
    becomes the current version of its name; the older version stays in raw, out of the marts. A
    file of the same name from another folder is refused, unless you say that it is a newer version.
    Folders are read with all that is below them, where links lead too, but for hidden files and
    README files.

    A file that cannot be read is refused, with the reason and what to do about it. The others load
    all the same, and the exit code is then 1. So is one that takes too much room, time or memory.

    **Examples**

    * `python -m loaders load data/documents`

    * `python -m loaders load yearbook_2018.pdf "briefing no. 12.docx"`

    * `python -m loaders load --limit seconds=900 --limit memory=8000 atlas.pdf`

    * `python -m loaders load --build-file /tmp/try.duckdb page.html`
    """
    console = terminal_console()
    files = find_files(paths)
    refused = 0
    with (
        errors_without_traceback(),
        opened(build_file) as connection,
        _progress(console, files) as progress,
    ):
        limits = limits_of(limit or [])
        store = Store(connection)
        store.create_tables()
        for result in progress.track(
            load_files(store, files, limits, replaces=replace), total=len(files)
        ):
            if isinstance(result, NotLoaded):
                refused += 1
                say(console, f"refused        {result.path}", "red")
                say(console, f"               {result.reason}")
                say(console, f"               → {result.remedy}")
            else:
                say(console, _sentence_on(result))
    say(console, f"{len(files) - refused} of {len(files)} files are loaded, {refused} refused.")
    raise typer.Exit(1 if refused else 0)


def _sentence_on(loaded: Loaded) -> str:
    details = [f"{loaded.line_count:,} lines"]
    if loaded.encoding:
        details.append(loaded.encoding)
    if loaded.outcome is Outcome.SAME_CONTENT:
        details.append(f"loaded before as {loaded.known_as}")
    if loaded.note:
        details.append(loaded.note)
    return f"{loaded.outcome:<14} {loaded.path} ({', '.join(details)})"


def _progress(console: Console, files: list[Path]) -> Progress:
    is_long = len(files) >= _MANY_FILES or (
        sum(os.path.getsize(file) for file in files if os.path.isfile(file)) >= _MANY_BYTES
    )
    return Progress(
        TextColumn("loading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not (is_long and console.is_terminal),
    )


@app.command(rich_help_panel=_LOAD)
def build(
    batch: Annotated[
        int,
        typer.Option(
            metavar="MB",
            min=1,
            help="Text that is read at a time. Memory grows with it, not with all that is loaded.",
            show_default=True,
        ),
    ] = 10,
    build_file: BuildFile = BUILD_FILE,
) -> None:
    """Read what was loaded and build the marts, with all their tests.

    Documents that an earlier build has read with the same rules are not read again; after a change
    of a rule, model or seed all are. It is `dbt build` in batches, with the tests of the data and
    without those of the rules.

    A document on which a model or a test of ours fails is set aside: nothing is published of it,
    `list` and `marts.rpt_document_set_aside` name it with what failed, and the exit code is 1. The
    others are built all the same.

    **Examples**

    * `python -m loaders build`

    * `python -m loaders build --batch 2`
    """
    # dbt takes seconds to import: other commands do without.
    from loaders.building import build as build_marts

    console = terminal_console()
    with errors_without_traceback(), BuildProgress(console) as progress:
        set_aside = build_marts(build_file, progress, batch * 1_000_000)
    for document in set_aside:
        say(console, f"set aside      {document.file_name}", "red")
        say(console, f"               {document.failed_check}: {document.message}")
        say(console, "               → please report it with the document; the others are built")
    say(console, "The marts are built. Publish them: python -m loaders publish.")
    raise typer.Exit(1 if set_aside else 0)


@app.command("list", rich_help_panel=_LOAD)
def list_documents(build_file: BuildFile = BUILD_FILE) -> None:
    """List what is loaded, older versions included, and what was refused.

    **Example**

    * `python -m loaders list`
    """
    console = terminal_console()
    with errors_without_traceback(), opened(build_file, read_only=True) as connection:
        store = Store(connection)
        documents = store.documents() if store.has_tables() else []
        refusals = store.refusals() if store.has_tables() else []
        set_aside = store.set_aside()
    table = new_table(console, "document", "format", "lines", "version", "loaded (UTC)", "SHA-256")
    for row in documents:
        table.add_row(
            Text(row.file_name),
            f"{row.format}, {row.encoding}" if row.encoding else row.format,
            f"{row.line_count:,}" + (f" on {row.page_count:,} pages" if row.page_count else ""),
            "current" if row.is_current else "older",
            f"{row.loaded_at:%Y-%m-%d %H:%M}",
            row.document_key[:8],
        )
    put(console, table if documents else "Nothing is loaded.")
    if refusals:
        table = new_table(console, "refused", "reason", "what to do")
        for refusal in refusals:
            table.add_row(Text(refusal.path), Text(refusal.reason), Text(refusal.remedy))
        put(console, table)
    if set_aside:
        table = new_table(console, "set aside", "what failed", "message")
        for document in set_aside:
            table.add_row(*map(Text, (document.file_name, document.failed_check, document.message)))
        put(console, table)


@app.command(rich_help_panel=_LOAD)
def remove(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="NAME", help="Names of documents, as list shows them.", show_default=False
        ),
    ],
    build_file: BuildFile = BUILD_FILE,
) -> None:
    """Take documents out: all versions with all their lines, and refusals of that name.

    The marts change with the next build, the published file with the next publish. The files
    that were loaded are not touched.

    **Example**

    * `python -m loaders remove yearbook_2018.pdf`
    """
    console = terminal_console()
    unknown = 0
    with errors_without_traceback(), opened(build_file) as connection:
        store = Store(connection)
        store.create_tables()
        for name in map(visible_line, names):
            versions, refusals = store.remove(name)
            if versions or refusals:
                say(console, f"removed {name} (versions: {versions}, refusals: {refusals})")
            else:
                unknown += 1
                say(console, f"{name} is not loaded; `list` shows the names.", "red")
    raise typer.Exit(1 if unknown else 0)


@app.command(rich_help_panel=_LOAD)
def backup(
    folder: Annotated[Path, typer.Argument(help="A folder that is yet to be made.")],
    build_file: BuildFile = BUILD_FILE,
) -> None:
    """Keep all that was loaded: Parquet files of raw, with their SHA-256 in manifest.json.

    **Example**

    * `python -m loaders backup backups/2026-01`
    """
    with errors_without_traceback():
        tables = keeping.backup(build_file, folder)
    _tell_kept(tables, f"Kept in {folder}.")


@app.command(rich_help_panel=_LOAD)
def restore(
    folder: Annotated[Path, typer.Argument(help="A folder that backup made.")],
    build_file: BuildFile = BUILD_FILE,
) -> None:
    """Bring back a backup into a build file that holds no documents, all of it or nothing.

    The files must be as they were written. Then build and publish make the warehouse again.

    **Example**

    * `python -m loaders restore backups/2026-01 --build-file build/again.duckdb`
    """
    with errors_without_traceback():
        tables = keeping.restore(folder, build_file)
    _tell_kept(tables, f"Restored into {build_file}.")


def _tell_kept(tables: list[keeping.KeptTable], done: str) -> None:
    console = terminal_console()
    for table in tables:
        say(console, f"raw.{table.name:<9} {table.row_count:>10,} rows")
    say(console, done)


@app.command(rich_help_panel=_LOAD)
def publish(
    target: Annotated[
        Path,
        typer.Option(
            "--to", help="The file to write.", show_default="warehouse.duckdb of the checkout"
        ),
    ] = PUBLISHED_FILE,
    build_file: BuildFile = BUILD_FILE,
) -> None:
    """Copy the marts, with their descriptions, to the file that others query.

    They must stem from one build that ended without an error, of the documents that are loaded
    now, and meet the expectations on them (`python -m quality marts`). The copy is read again and
    compared with the build before it takes the old file's place, at once. Whoever has the old one
    open keeps reading it, and sees the new one on opening it again. If anything goes wrong, the old
    one stays.

    **Examples**

    * `python -m loaders publish`

    * `python -m loaders publish --to /srv/data/warehouse.duckdb`
    """
    with errors_without_traceback():
        publishing.require_whole_build(build_file)
        _require_expected(build_file)
        tables = publishing.publish(build_file, target)
    console = terminal_console()
    table = new_table(console, "table of marts", "rows", "primary key", "what it holds")
    for published in tables:
        table.add_row(
            published.name,
            f"{published.row_count:,}",
            published.primary_key or "",
            Text((published.comment or "").partition(". ")[0]),
        )
    put(console, table)
    say(console, f"Published {len(tables)} tables to {target}")


def _require_expected(build_file: Path) -> None:
    # Its libraries take seconds to import: other commands do without.
    from quality.cli import check

    check("staged marts", build_file)


@app.command(rich_help_panel=_CHECK)
def verify(
    file: Annotated[
        Path,
        typer.Argument(help="A published file.", show_default="warehouse.duckdb of the checkout"),
    ] = PUBLISHED_FILE,
) -> None:
    """Check that a published file still holds what its build left, row for row.

    Every table is read in full; its rows and their checksum are compared with what marts.build says
    of it. The exit code is 1 if anything differs.

    **Example**

    * `python -m loaders verify`
    """
    console = terminal_console()
    with errors_without_traceback():
        require_published(file)
        build, wrong = checking.verify(file)
    for deviation in wrong:
        say(console, deviation, "red")
    say(
        console,
        f"{file}: build {build.build_id} of {build.finished_at:%Y-%m-%d %H:%M} UTC,"
        f" {len(build.documents)} documents, {build.passed_test_count:,} tests passed.",
    )
    if wrong:
        say(console, "The file was changed or damaged: publish it again.", "red")
        raise typer.Exit(1)
    row_count = sum(table.row_count for table in build.tables)
    say(console, f"All {len(build.tables)} tables are as built, {row_count:,} rows.")


@app.command(rich_help_panel=_CHECK)
def compare(
    first: Annotated[Path, typer.Argument(help="A build file or published file.")],
    second: Annotated[Path, typer.Argument(help="Another one.")],
) -> None:
    """Show whether the marts of two files are the same, row for row.

    The order of rows does not count, nor does dim_document.loaded_at, the time of the load, nor
    build, the record of the build. The exit code is 1 if anything differs.

    **Example**

    * `python -m loaders compare build/build.duckdb warehouse.duckdb`
    """
    with errors_without_traceback():
        comparisons = comparing.compare(first, second)
    console = terminal_console()
    table = new_table(
        console, "table of marts", "rows", "rows", "only in first", "only in second", "same"
    )
    for result in comparisons:
        counts = ("missing" if rows is None else f"{rows:,}" for rows in result.row_counts)
        table.add_row(
            result.table,
            *counts,
            f"{result.only_in_first:,}",
            f"{result.only_in_second:,}",
            "yes" if result.is_same else "[red]NO[/red]",
        )
    put(console, table)
    for result in comparisons:
        if result.difference_of_columns:
            say(console, f"{result.table}, columns differ: {result.difference_of_columns}")
        if result.example:
            say(console, f"{result.table}, a row of one file only: {result.example}")
    different = sum(not result.is_same for result in comparisons)
    say(
        console,
        f"{len(comparisons) - different} tables are the same, {different} differ"
        " (dim_document.loaded_at and build not compared).",
    )
    raise typer.Exit(1 if different else 0)


@app.command(rich_help_panel=_CHECK)
def gold(
    folder: Annotated[
        Path,
        typer.Argument(help="A folder with gold.jsonl, scope.json, counties.csv."),
    ],
    to: Annotated[
        Path | None,
        typer.Option("--to", help="Write the four seed files to this folder instead."),
    ] = None,
    build_file: BuildFile = BUILD_FILE,
) -> None:
    """Take in annotations made by hand, to score the extraction against them.

    docs/accuracy.md says how to annotate. The documents must be loaded: every quote is looked up on
    its line. The annotations take the place of those that come with the project, until the next
    `dbt seed` or `dbt build`. `make accuracy GOLD=folder` does all that is needed, in order.

    **Examples**

    * `python -m loaders gold my_annotations`

    * `python -m loaders gold my_annotations --to seeds/gold`
    """
    console = terminal_console()
    with errors_without_traceback(), opened(build_file, read_only=to is not None) as connection:
        if not Store(connection).has_tables():
            raise WarehouseError("No document is loaded: python -m loaders load FOLDER")
        annotations = read_gold(folder, loaded_lines(connection))
        if to is None:
            put_in_place_of_seeds(connection, annotations)
        else:
            write_seed_files(annotations, to)
    for table in TABLES:
        say(console, f"{table:<18} {len(annotations.rows[table]):>6,} rows")


@app.command(rich_help_panel=_CHECK)
def accuracy(
    errors: Annotated[
        int, typer.Option(help="List up to this many errors, too.", min=0, show_default=True)
    ] = 0,
    build_file: BuildFile = BUILD_FILE,
) -> None:
    """Show how much was found and how right it is, as the last build measured it.

    **Example**

    * `python -m loaders accuracy --errors 40`
    """
    with errors_without_traceback(), opened(build_file, read_only=True) as connection:
        measures = scores.quality(connection)
        wrong = scores.errors(connection, errors)
    console = terminal_console()
    table = new_table(
        console, "measure", "annotated", "found", "precision", "recall", "F1", "strict F1"
    )
    for row in measures:
        table.add_row(_words(row.measure), *map(str, row.counts), *map(scores.written, row.rates))
    put(console, table)
    table = new_table(console, "accuracy of", *(_words(row.measure) for row in measures))
    for number, attribute in enumerate(scores.ATTRIBUTES):
        rates = (scores.written(row.accuracies[number]) for row in measures)
        table.add_row(_words(attribute), *rates)
    put(console, table)
    for error in wrong:
        say(console, error)


def _words(name: str) -> str:
    return name.replace("_", " ")
