"""The commands of `python -m loaders` for those who use what was published."""

from pathlib import Path
from typing import Annotated

import typer

from loaders import exporting
from loaders.paths import EXPORT_FOLDER, PUBLISHED_FILE
from loaders.terminal import errors_without_traceback, new_table, say, terminal_console

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
_PANEL = "Use what was published"


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
    rows = new_table(console, "table", "rows", "")
    for table in tables:
        rows.add_row(table.name, f"{table.row_count:,}", table.note)
    console.print(rows)
    say(console, f"Exported {len(tables)} tables to {folder}")
