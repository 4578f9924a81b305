"""How the commands speak: coloured tables on a terminal, plain lines in a file or pipe."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import typer
from rich import box
from rich.console import Console, ConsoleOptions, RenderableType
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from loaders.errors import WarehouseError
from loaders.visible import visible

# In a file or pipe no line is broken: whoever searches it finds a row on one line.
_WIDTH_OF_A_FILE = 10_000


class _SafeConsole(Console):
    """Shows what a document or a name holds, and does nothing that it says to the terminal."""

    def render(
        self, renderable: RenderableType, options: ConsoleOptions | None = None
    ) -> Iterator[Segment]:
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=visible(segment.text))


def terminal_console(*, stderr: bool = False) -> Console:
    """Write as wide as the terminal, and into a file or pipe as wide as the text."""
    made = _SafeConsole(stderr=stderr, highlight=False)
    if not made.is_terminal:
        made.width = _WIDTH_OF_A_FILE
    return made


def new_table(on: Console, *headers: str) -> Table:
    """Start a table: with lines around its cells on a terminal, without elsewhere."""
    made = Table(box=box.ROUNDED if on.is_terminal else None, pad_edge=on.is_terminal)
    for header in headers:
        # Whatever does not fit goes on in the next line: nothing is left out.
        made.add_column(header, overflow="fold")
    return made


def put(on: Console, shown: RenderableType) -> None:
    """Write a table or the like; in a file or pipe without blanks at the ends of its lines."""
    if on.is_terminal:
        on.print(shown)
        return
    with on.capture() as written:
        on.print(shown)
    for line in written.get().splitlines():
        on.out(line.rstrip(), highlight=False)


def say(on: Console, text: str, style: str = "") -> None:
    """Write a line that the terminal may break, as it is: names of files may hold brackets."""
    on.print(Text(text, style=style), soft_wrap=True)


@contextmanager
def build_progress() -> Iterator[Callable[[int, int], None]]:
    """Show on a terminal how many steps of how many are done; they are known after the first."""
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=terminal_console(stderr=True),
        transient=True,
        disable=not terminal_console(stderr=True).is_terminal,
    ) as progress:
        task = progress.add_task("reading the project", total=None)
        yield lambda done, total: progress.update(
            task, description="running models", completed=done, total=total
        )


@contextmanager
def errors_without_traceback() -> Iterator[None]:
    """Turn an error that a reader can act on into a message and exit code 2."""
    try:
        yield
    except WarehouseError as error:
        say(terminal_console(stderr=True), f"Error: {error}", "red")
        raise typer.Exit(2) from error
