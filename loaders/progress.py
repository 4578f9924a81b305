"""Bars in the terminal for what takes long."""

from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

if TYPE_CHECKING:
    from loaders import building


class BuildProgress:
    """Shows how much text is read, at what rate, how long it takes yet, and the present step."""

    def __init__(self, console: Console) -> None:
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TransferSpeedColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("reading the rules", total=None)
        self._stage = "building what is of all documents"

    def __enter__(self) -> "BuildProgress":
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bar.stop()

    def progress(self, progress: "building.Progress") -> None:
        """Show how far the reading has come."""
        self._stage = f"{progress.unread_documents:,} documents to read"
        self._bar.update(
            self._task,
            description=self._stage,
            completed=progress.read_bytes,
            total=progress.read_bytes + progress.unread_bytes,
        )

    def step(self, name: str, seconds: float) -> None:
        """Show the model or test that is done."""
        self._bar.update(self._task, description=f"{self._stage}: {name[:40]}")
