"""The card beside the list, or in its place on a narrow terminal."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static


class Card(VerticalScroll):
    """Scrolls when it has the keyboard; another text starts at its top again."""

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        yield Static(id="card-text", markup=False)

    def show(self, text: Content, *, same: bool = False) -> None:
        """Show a text; `same` keeps the place, because it is about what was shown before."""
        self.query_one("#card-text", Static).update(text)
        if not same:
            self.scroll_home(animate=False)

    def clear(self) -> None:
        """Show nothing: there is no row."""
        self.show(Content(""))
