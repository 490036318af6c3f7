"""The line below the list: what is shown at the left, how the last fetch went at the right."""

from __future__ import annotations

from typing import ClassVar, Final

from rich.cells import cell_len
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from endorseback.tui.state.sync_state import Sync
from endorseback.tui.widgets.list.text_columns import fit

_BAR: Final = 16
_GAP: Final = "   "


class StatusLine(Widget):
    """One line; where both sides do not fit, trouble and progress win over the left side."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "status-line--trouble",
        "status-line--bar",
        "status-line--rest",
    }

    left: reactive[str] = reactive("")
    """What the list shows: how many rows, the filter, the marks."""
    sync: reactive[Sync] = reactive(Sync())
    """How fetching goes."""

    def render(self) -> Content:
        """Return the line."""
        right = self._right()
        width = self.size.width - 2
        if right.cell_length > width:
            return Content.assemble(" ", right.truncate(max(1, width), ellipsis=True))
        room = width - right.cell_length - len(_GAP)
        left = fit(self.left, room) if room >= min(8, cell_len(self.left)) else " " * max(0, room)
        return Content.assemble(" ", left, _GAP if room >= 0 else "", right)

    def _right(self) -> Content:
        """Return what the right side says of fetching."""
        if (progress := self.sync.progress) is None:
            style = ".status-line--trouble" if self.sync.is_trouble else ""
            return Content.assemble((self.sync.text, style))
        if not progress.total:
            return Content(f"{progress.what} …")
        part = min(1.0, progress.done / progress.total)
        filled = round(part * _BAR)
        return Content.assemble(
            f"{progress.what}  ",
            ("━" * filled, ".status-line--bar"),
            ("─" * (_BAR - filled), ".status-line--rest"),
            f" {part:4.0%}",
        )
