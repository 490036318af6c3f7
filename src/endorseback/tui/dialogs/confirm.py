"""A question with two answers."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.types import CSSPathType

from endorseback.tui.dialogs.base import Dialog, paragraph


class ConfirmDialog(Dialog[bool]):
    """Asks before something that touches many rows; answers True for yes, else None."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["base.tcss", "confirm.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "confirm", "Yes", key_display="Enter"),
        Binding("n,escape", "leave", "No", key_display="Esc"),
    ]

    def __init__(self, title: str, question: str, *, detail: str = "") -> None:
        """Make the dialog.

        Args:
            title: What it is about, in a word or three.
            question: One sentence that ends in a question mark.
            detail: What follows from a yes, shown muted below the question.
        """
        super().__init__(title)
        self._question = question
        self._detail = detail

    def compose_body(self) -> ComposeResult:
        """Yield the question and what follows from a yes."""
        yield paragraph(self._question)
        if self._detail:
            yield paragraph(self._detail, classes="muted gap")

    def action_confirm(self) -> None:
        """Answer yes."""
        self.dismiss(True)
