"""A note about a person, for oneself."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import getters
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.types import CSSPathType
from textual.widgets import TextArea

from endorseback.text import calm, clean_lines
from endorseback.tui.dialogs.base import Dialog, paragraph

_MOST: Final = 4_000
"""Characters of a note; the ledger keeps every version."""


class NoteDialog(Dialog[str]):
    """Answers the note; an empty one takes the note away."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../base.tcss", "note.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", priority=True),
        Binding("escape", "leave", "Leave it as it was"),
    ]

    area = getters.query_one(TextArea)
    """What is written."""

    def __init__(self, name: str, note: str) -> None:
        """Make the dialog.

        Args:
            name: Whom the note is about.
            note: What it says so far.
        """
        super().__init__(f"Note · {calm(name)}")
        self._note = note

    def compose_body(self) -> ComposeResult:
        """Yield the note."""
        yield paragraph("It stays on this computer, and stands on their card.", classes="muted")
        yield TextArea(self._note, soft_wrap=True, compact=True, highlight_cursor_line=False)

    def on_mount(self) -> None:
        """Go on at the end of what is written."""
        self.area.focus()
        self.area.move_cursor(self.area.document.end)

    def action_save(self) -> None:
        """Answer the note."""
        self.dismiss(clean_lines(self.area.text).strip()[:_MOST])
