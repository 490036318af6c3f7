"""The line above the list: the names of its columns, where it has columns to name."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from endorseback.tui.widgets.list.row_list import MARGIN, Cell

_STYLES: Final = {"bar": ".list-header--sorted"}


class ListHeader(Widget):
    """Empty above most lists; it takes no line of a short terminal then."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"list-header--sorted"}

    cells: reactive[Sequence[Cell]] = reactive[Sequence[Cell]](())
    """Cut to the widths of the list's columns."""

    def render(self) -> Content:
        """Return the line."""
        parts = [(text, _STYLES.get(style, "")) for text, style in self.cells]
        return Content.assemble(" " * MARGIN if parts else "", *parts)

    def watch_cells(self) -> None:
        """Tell the style sheet whether there is anything to show."""
        self.set_class(bool(self.cells), "-named")
