"""Not waiting any more: a line of reflection on why no answer came."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.types import CSSPathType
from textual.widgets import Input

from endorseback.insight import Age, age_of
from endorseback.model.list_rows import Row
from endorseback.presentation import words
from endorseback.text import calm, clean
from endorseback.tui.dialogs.answers import Closed
from endorseback.tui.dialogs.base import Dialog, paragraph


class CloseDialog(Dialog[Closed]):
    """Answers that the wait is over, with a note where the user has one."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../base.tcss", "close_wait.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "close_wait", "Close"),
        Binding("escape", "leave", "Go on waiting"),
    ]

    note = getters.query_one(Input)
    """Why no answer came."""

    def __init__(self, row: Row, overdue: timedelta, now: datetime, place: str = "") -> None:
        """Make the dialog.

        Args:
            row: Whose answer it is.
            overdue: How long an answer may take.
            now: The present moment.
            place: Which of several people it is: `2 of 5`.
        """
        super().__init__(" · ".join(filter(None, ("Waiting", calm(row.name), place))))
        self._row = row
        self._overdue = overdue
        self._now = now

    def compose_body(self) -> ComposeResult:
        """Yield what was started and when, and a field for a line about it."""
        yield paragraph(self._started())
        yield paragraph(self._question(), classes="gap muted")
        yield Input(placeholder="a line for yourself, kept as a note", compact=True, max_length=200)

    def on_mount(self) -> None:
        """Begin in the field."""
        self.note.focus()

    @on(Input.Submitted)
    def _on_submitted(self) -> None:
        self.action_close_wait()

    def action_close_wait(self) -> None:
        """Answer, with the note."""
        self.dismiss(Closed(clean(self.note.value)))

    def _started(self) -> str:
        """Return what was started and when."""
        wait = self._row.wait
        if wait is None:
            return "Nothing is awaited."
        what = words.started(wait)
        return f"You {what} {words.ago(wait.since, self._now)}; nothing has come back yet."

    def _question(self) -> str:
        wait = self._row.wait
        if wait is not None and age_of(wait, self._now, self._overdue) is Age.OVERDUE:
            return "Why not? It may tell something about you, or about them."
        return "Closing it ends the wait. Why did nothing come back?"
