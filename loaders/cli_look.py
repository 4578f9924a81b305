"""The commands of `python -m loaders` for those who use the warehouse."""

from pathlib import Path
from typing import Annotated

import typer

from loaders import exporting
from loaders.explaining import explained_text
from loaders.looking import SHORT_KEY, reading
from loaders.paths import EXPORT_FOLDER, PUBLISHED_FILE
from loaders.printing import print_look, print_numbers, print_sentence
from loaders.printing_explained import print_explanation
from loaders.terminal import (
    build_progress,
    errors_without_traceback,
    new_table,
    put,
    say,
    terminal_console,
)

app = typer.Typer()
Warehouse = Annotated[
    Path,
    typer.Option(
        "--warehouse",
        envvar="WAREHOUSE_FILE",
        show_default="warehouse.duckdb of the checkout",
        help="The published file. It is only read.",
    ),
]
_PANEL = "Look and export"
_KEYS_LISTED = 10


@app.command(rich_help_panel=_PANEL)
def show(
    key: Annotated[
        str,
        typer.Argument(
            help="A key of a fact or of number_ledger, or the beginning of one.",
            show_default=False,
        ),
    ],
    warehouse: Warehouse = PUBLISHED_FILE,
) -> None:
    """Show all that is known of one number: its sentence, what it states, why, and its relatives.

    Keys stand in every fact table (funds_key, lifted_key, training_key), in
    number_ledger (mention_key), and in what `search` finds. The beginning of a key is enough where
    it is the beginning of one only; the exit code is 1 if it is of none or of several.

    **Examples**

    * `python -m loaders show 9c1f0a7d3e`
    """
    console = terminal_console()
    beginning = key.strip()
    if not beginning:
        raise typer.BadParameter("Give a key, or the beginning of one.", param_hint="KEY")
    with errors_without_traceback(), reading(warehouse) as published:
        numbers = published.matching(beginning, _KEYS_LISTED + 1)
        if len(numbers) == 1:
            print_look(console, published.look(numbers[0]))
    if len(numbers) == 1:
        return
    problem = terminal_console(stderr=True)
    if numbers:
        say(problem, f"Several keys begin with {key}. Give more of the one you mean:", "red")
        print_numbers(problem, numbers[:_KEYS_LISTED], max(SHORT_KEY, len(beginning) + 2))
        if len(numbers) > _KEYS_LISTED:
            say(problem, "… and more.")
    else:
        say(problem, f"No number has the key {key}.", "red")
        say(problem, "python -m loaders search WORDS finds keys by words of the sentence.")
    raise typer.Exit(1)


@app.command(rich_help_panel=_PANEL)
def search(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="WORDS",
            help="What the sentence must hold, all of it; in quotes, words in that order.",
            show_default=False,
        ),
    ],
    limit: Annotated[
        int, typer.Option(help="Show up to this many sentences.", min=1, show_default=True)
    ] = 10,
    warehouse: Warehouse = PUBLISHED_FILE,
) -> None:
    """Find sentences by their words, capital or not, with their numbers and the keys of these.

    The warehouse holds the sentences in which a number or a place stands. Others are not searched.
    The exit code is 1 if nothing is found.

    **Examples**

    * `python -m loaders search hydatid`

    * `python -m loaders search "training courses" Guizhou --limit 50`
    """
    console = terminal_console()
    wanted = [word for word in words if word.strip()]
    if not wanted:
        raise typer.BadParameter("Give at least one word.", param_hint="WORDS")
    with errors_without_traceback(), reading(warehouse) as published:
        found, more = published.search(wanted, limit)
    for number, sentence in enumerate(found):
        if number:
            say(console, "")
        print_sentence(console, sentence, wanted)
    if not found:
        say(terminal_console(stderr=True), "No sentence with a number or place holds that.", "red")
        raise typer.Exit(1)
    if more:
        say(console, f"\n… and {more:,} more: --limit {len(found) + more}")


@app.command(rich_help_panel=_PANEL)
def explain(
    text: Annotated[
        str,
        typer.Argument(metavar="TEXT", help="A sentence or more, in quotes.", show_default=False),
    ],
    rules: Annotated[
        bool,
        typer.Option(
            "--rules",
            help="Show the words, names and readings too, with the rules for and against.",
        ),
    ] = False,
) -> None:
    """Run a sentence of your own through the models, and show what came of it.

    Shown are the facts, and what the other numbers were read as; with --rules also the words that
    the lexicon knows, the names, and for every number each reading with the rules that speak for
    and against it. For whoever writes rules: edit a row in seeds/ and explain the sentence again.
    The models and seeds are used as they are now, in memory; build file and warehouse are not
    touched.

    It takes some seconds; the first time and after a change of a model dbt compiles them before.

    **Examples**

    * `python -m loaders explain "In 2016 the bank lent 3 million yuan to Lu County."`

    * `python -m loaders explain --rules "In 2016 the bank lent 3 million yuan to Lu County."`
    """
    if not text.strip():
        raise typer.BadParameter("Give a sentence.", param_hint="TEXT")
    console = terminal_console()
    with errors_without_traceback(), explained_text(text.strip(), build_progress) as explanation:
        print_explanation(console, explanation, with_rules=rules)


@app.command(rich_help_panel=_PANEL)
def export(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            help="The folder to write. An earlier export in it is replaced.",
            show_default="export in the checkout",
        ),
    ] = EXPORT_FOLDER,
    warehouse: Warehouse = PUBLISHED_FILE,
) -> None:
    """Write every public table as Parquet and CSV, and all of them as one Excel workbook.

    The folder appears when everything is written, or not at all.

    * `parquet/`: exact, for Python, R, and other databases.

    * `csv/`: UTF-8. Text that a spreadsheet would take for a formula has an apostrophe before it.

    * `warehouse.xlsx`: one sheet a table; the first sheet describes all columns.

    **Examples**

    * `python -m loaders export`

    * `python -m loaders export ~/poverty_tables`
    """
    console = terminal_console()
    with (
        errors_without_traceback(),
        terminal_console(stderr=True).status("exporting") as status,
    ):
        tables = exporting.export(
            warehouse, folder, lambda name: status.update(f"exporting {name}")
        )
    rows = new_table(console, "table", "rows", "note")
    for table in tables:
        rows.add_row(table.name, f"{table.row_count:,}", table.note)
    put(console, rows)
    say(console, f"Exported {len(tables)} tables to {folder}")
