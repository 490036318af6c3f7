"""Where the filter is typed; it is there only while there is a filter."""

from __future__ import annotations

from textual.widgets import Input


class FilterInput(Input):
    """Takes the keyboard as soon as it is there."""

    DEFAULT_CSS = """
    FilterInput {
        height: 1;
        padding: 0 1;
        background: $boost;
    }
    """

    def __init__(self) -> None:
        super().__init__(placeholder="names and skills", compact=True)

    def on_mount(self) -> None:
        """Take the keyboard."""
        self.focus()
