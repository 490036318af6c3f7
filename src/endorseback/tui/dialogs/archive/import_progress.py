"""An import under way: how far it is, and how to stop it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, ClassVar, Final

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from endorseback.errors import EndorsebackError
from endorseback.text import calm, clean
from endorseback.tui.dialogs.base import Dialog, paragraph
from endorseback.tui.off_loop import off_loop

if TYPE_CHECKING:
    from endorseback.services.archive_import import ImportReport

_BAR: Final = 40
_REDRAW_SECONDS: Final = 0.1


@dataclass(slots=True)
class ImportReading:
    """How far a reading is: its thread writes it, the dialog looks at it now and then."""

    at: tuple[str, int, int] = ("", 0, 0)
    """The file, how many bytes were read, and how many there are."""
    stop: Event = field(default_factory=Event)
    """Set when the user wants no more of it."""

    def moved(self, file: str, done: int, total: int) -> None:
        """Take note of how far it is."""
        self.at = (file, done, total)


Import = Callable[[ImportReading], "ImportReport"]
"""Imports, tells how far it is and stops when asked; it runs beside the event loop."""


class ImportProgressDialog(Dialog["ImportReport | EndorsebackError"]):
    """Answers the report, or the error that ended it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Stop")]

    state = getters.query_one("#state", Static)
    """How far it is."""

    def __init__(self, title: str, run: Import) -> None:
        """Make the dialog.

        Args:
            title: What is imported.
            run: Does it.
        """
        super().__init__(f"Importing · {calm(title)}")
        self._run = run
        self._reading = ImportReading()

    def compose_body(self) -> ComposeResult:
        """Yield how far it is."""
        yield paragraph("Opening the archive…", id="state")

    def on_mount(self) -> None:
        """Begin."""
        self.set_interval(_REDRAW_SECONDS, self._redraw)
        self._import()

    def action_leave(self) -> None:
        """Ask it to stop; it ends between two rows, and nothing is taken."""
        self._reading.stop.set()
        self.state.update(Content("Stopping; nothing is taken…"))

    @work(exclusive=True, description="import")
    async def _import(self) -> None:
        """Import, and answer what came of it."""
        try:
            answer: ImportReport | EndorsebackError = await off_loop(
                partial(self._run, self._reading)
            )
        except EndorsebackError as error:
            answer = error
        self.dismiss(answer)

    def _redraw(self) -> None:
        """Show how far it is."""
        file, done, total = self._reading.at
        if self._reading.stop.is_set() or not total:
            return
        part = min(1.0, done / total)
        filled = round(part * _BAR)
        what = f"Reading {calm(clean(file))}" if part < 1 else "Taking it into the ledger…"
        bar = Content.assemble(
            ("━" * filled, "$text-primary"), ("─" * (_BAR - filled), "$foreground 20%")
        )
        self.state.update(Content("\n").join([Content(what), bar]))
