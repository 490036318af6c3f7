"""Pasting the text of somebody's skills page, of which the skills are kept."""

from __future__ import annotations

from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.types import CSSPathType
from textual.widgets import Static, TextArea

from endorseback.presentation import words
from endorseback.text import calm
from endorseback.tui.dialogs.base import Dialog, paragraph
from endorseback.tui.dialogs.tools import Understand


class PasteDialog(Dialog[tuple[str, ...]]):
    """Answers the skills that were understood, at least one."""

    CSS_PATH: ClassVar[CSSPathType | None] = ["../base.tcss", "paste_skills.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+o", "take", "Take these skills"),
        Binding("escape", "leave", "Cancel"),
    ]

    area = getters.query_one(TextArea)
    """Where the page's text is pasted."""
    understood = getters.query_one("#understood", Static)
    """Which skills were found in it."""

    def __init__(self, name: str, understand: Understand) -> None:
        """Make the dialog.

        Args:
            name: Whose page it is.
            understand: Finds the skills in the text.
        """
        super().__init__(f"Paste · {calm(name)}")
        self._understand = understand
        self._skills: tuple[str, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Yield the area, and what was understood."""
        yield paragraph(
            "Copy all of their skills page (Ctrl+A, Ctrl+C) and paste it here.", classes="muted"
        )
        yield TextArea(soft_wrap=True, compact=True, highlight_cursor_line=False)
        yield paragraph("Nothing pasted yet.", id="understood", classes="gap")

    def on_mount(self) -> None:
        """Begin in the area."""
        self.area.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to take skills once there are any."""
        return bool(self._skills) if action == "take" else True

    @on(TextArea.Changed)
    def _on_text_changed(self) -> None:
        self._skills = self._understand(self.area.text)
        self.understood.update(self._told())
        self.refresh_keys()

    def action_take(self) -> None:
        """Answer the skills."""
        self.dismiss(self._skills)

    def _told(self) -> Content:
        """Return how many skills were understood, and the first of them."""
        if self._skills:
            shown = calm(words.joined(self._skills, 6))
            return Content(f"{words.many(len(self._skills), 'skill')}: {shown}.")
        if self.area.text.strip():
            return Content.styled("No skill is recognised in this text.", "$text-warning")
        return Content("Nothing pasted yet.")
